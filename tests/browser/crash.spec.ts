// Kills the page or the whole browser at random moments while somebody types.
// What the footer said was saved is there afterwards; EXREADY_KILLS says how often.
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, expect, type Page, test } from '@playwright/test'
import { ARGS, chromium as installed } from '../../scripts/lib/chromium.mjs'

const kills = Number(process.env.EXREADY_KILLS ?? 4)

/** A browser of its own, with a profile that outlives it. */
class Killable {
  private constructor(readonly process: ChildProcess, readonly browser: Browser) {}

  static async start(profile: string): Promise<Killable> {
    const args = [...ARGS, '--headless=new', '--remote-debugging-port=0', `--user-data-dir=${profile}`, 'about:blank']
    // A group of its own, so that every process of it can be killed at once.
    const process = spawn(installed()!, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] })
    const address = await new Promise<string>((resolve, reject) => {
      let said = ''
      process.stderr!.on('data', (data) => {
        said += data
        const found = said.match(/DevTools listening on (\S+)/)
        if (found) resolve(found[1])
      })
      process.on('exit', () => reject(new Error(said)))
    })
    return new Killable(process, await chromium.connectOverCDP(address))
  }

  /** Right after a kill the browser may still be giving out processes that are gone. */
  async page(url: string): Promise<Page> {
    for (let attempt = 0; ; attempt++) {
      try {
        const page = await this.browser.contexts()[0].newPage()
        await page.goto(url)
        return page
      } catch (error) {
        if (attempt === 5) throw error
      }
    }
  }

  /** Kills every process of the browser, at once. */
  async kill() {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return
    const gone = new Promise((resolve) => this.process.on('exit', resolve))
    process.kill(-this.process.pid!, 'SIGKILL')
    await gone
    await this.browser.close().catch(() => {})
  }

  /** Kills the processes that run pages. */
  async killPages() {
    const session = await this.browser.newBrowserCDPSession()
    const { processInfo } = await session.send('SystemInfo.getProcessInfo')
    for (const { type, id } of processInfo) {
      if (type === 'renderer') process.kill(id, 'SIGKILL')
    }
    await session.detach()
  }
}

/** Reports each text that the footer says is saved. */
const watch = (field: HTMLElement | SVGElement) => {
  const footer = document.querySelector('footer.status span')!
  const say = () => {
    if (footer.textContent!.startsWith('Saved')) console.log(`SAVED ${(field as HTMLTextAreaElement).value}`)
  }
  new MutationObserver(say).observe(footer, { childList: true, characterData: true, subtree: true })
}

for (const what of ['page', 'browser'] as const) {
  test(`a ${what} killed while somebody types loses nothing that was said to be saved`, async ({ baseURL }) => {
    test.setTimeout(kills * 40_000 + 60_000)
    const profile = mkdtempSync(join(tmpdir(), 'exready-'))
    const lost: number[] = []
    let running = await Killable.start(profile)
    try {
      let page = await running.page(baseURL!)
      await page.getByRole('button', { name: 'New assessment' }).click()
      await page.getByLabel('Name', { exact: true }).fill('Valve 1')
      await expect(page.getByText(/^Saved in this browser at/)).toBeVisible({ timeout: 30_000 })
      const url = page.url()
      const field = () => page.getByLabel('Description', { exact: true })
      let before = ''
      for (let round = 0; round < kills; round++) {
        let saved = before
        let typed = before
        page.on('console', (message) => {
          if (message.text().startsWith('SAVED ')) saved = message.text().slice(6)
        })
        await field().focus()
        await page.keyboard.press('Control+End')
        await field().evaluate(watch)
        const end = Date.now() + 300 + Math.random() * 2_500
        for (let word = 0; Date.now() < end; word++) {
          const text = `${round}-${word} `
          for (const letter of text) {
            typed += letter
            await page.keyboard.press(letter === ' ' ? 'Space' : letter)
          }
        }
        if (what === 'browser') {
          await running.kill()
          running = await Killable.start(profile)
        } else {
          await running.killPages()
        }
        page = await running.page(url)
        await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Valve 1', { timeout: 30_000 })
        before = await field().inputValue()
        expect(typed.startsWith(before), `${before} is no state of ${typed}`).toBe(true)
        expect(before.startsWith(saved), `${saved} was said to be saved, and ${before} is there`).toBe(true)
        lost.push(typed.length - before.length)
      }
      console.log(`${what}: ${kills} kills; letters lost that were not said to be saved: ${lost.join(', ')}`)
    } finally {
      await running.kill()
      rmSync(profile, { recursive: true, force: true, maxRetries: 10 })
    }
  })
}

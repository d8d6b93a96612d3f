// The app as a user meets it: by roles and names only.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, type Page } from '@playwright/test'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** A text as it is stored: with its checksum before it. */
export function sealed(text: string) {
  return `${createHash('sha256').update(text).digest('hex').slice(0, 16)} ${text}`
}

/** What each role is called on the screen. */
export const SUPPLIER = 'We make the product (product supplier)'
export const PROVIDER = 'We integrate or maintain it for others (service provider)'
export const OWNER = 'We own or operate the installation (asset owner)'

/** The name of the test item. */
export const name = (page: Page) => page.getByLabel('Name', { exact: true })
/** What the footer says when everything is saved in both copies. */
export const saved = (page: Page) => page.getByText(/^Saved in this browser at/)

/** A new assessment with this name, saved. */
export async function begun(page: Page, text: string) {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await name(page).fill(text)
  await expect(saved(page)).toBeVisible()
  return app
}

export class App {
  private constructor(readonly page: Page) {}

  /** The start page of an empty profile. Any error of the page fails the test. */
  static async open(page: Page): Promise<App> {
    page.on('pageerror', (error) => { throw error })
    page.on('console', (message) => {
      if (message.type() === 'error') throw new Error(message.text())
    })
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'Assess yourself against IEC 62443' })).toBeVisible()
    return new App(page)
  }

  static async example(page: Page): Promise<App> {
    const app = await App.open(page)
    await app.button('See a worked example').click()
    await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
    return app
  }

  button(name: string) {
    return this.page.getByRole('button', { name, exact: true })
  }

  step(name: string) {
    return this.page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name })
  }

  row(id: string) {
    return this.page.getByRole('link', { name: new RegExp(`^${id.replaceAll(/[.()]/g, '\\$&')} `) })
  }

  async openRequirement(id: string) {
    await this.row(id).click()
    await expect(this.row(id)).toHaveAttribute('aria-expanded', 'true')
  }

  async choose(name: string, buffer: Buffer) {
    await this.page.getByLabel('Open a bundle').setInputFiles({ name, mimeType: 'application/json', buffer })
  }

  async download(): Promise<Buffer> {
    const waiting = this.page.waitForEvent('download')
    await this.page.getByRole('banner').getByRole('button', { name: 'Download bundle' }).click()
    const download = await waiting
    expect(download.suggestedFilename()).toMatch(/\.exready\.json$/)
    return readFileSync(await download.path())
  }
}

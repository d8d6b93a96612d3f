// Every screen, for what each of them has to be.
import { readFileSync } from 'node:fs'
import { expect, type BrowserContext, type Page } from '@playwright/test'
import { App, root } from './app'

/** Fills the local storage to so many percent, in the page. */
export const fillTo = (percent: number) => {
  for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key)
  const used = Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0)
  const size = Math.ceil((5 * 1024 * 1024 * percent) / 100) - used - 'filler'.length
  localStorage.setItem('filler', 'x'.repeat(size))
}

/** Puts copies of damaged texts aside, two of them of this assessment. */
export const damage = (id: string) => {
  localStorage.setItem(`exready/aside/${id}/answer/4-1/SR-2/whole`, 'x'.repeat(600))
  localStorage.setItem(`exready/aside/${id}/evidence/e`, 'x'.repeat(400))
  localStorage.setItem('exready/aside/lost/test_item', '{"na')
}

/** A browser that answers so when it is asked to keep what is stored; for an init script. */
export const withPersist = (answer: boolean) => {
  StorageManager.prototype.persist = async () => { sessionStorage.setItem('asked', 'yes'); return answer }
  StorageManager.prototype.persisted = async () => answer && sessionStorage.getItem('asked') === 'yes'
}

/** What a later version of the app does with the database. */
export const takeOver = () => new Promise<void>((resolve, reject) => {
  const request = indexedDB.open('exready', 1000)
  request.onsuccess = () => { request.result.close(); resolve() }
  request.onerror = () => reject(request.error)
})

/** The screens by name, each with the way to it from the scope of the worked example. */
export const screens: [string, (app: App) => Promise<void>][] = [
  ['start', async (app) => { await app.page.getByRole('link', { name: 'Exready' }).click() }],
  ['start with a refusal', async (app) => {
    await app.page.getByRole('link', { name: 'Exready' }).click()
    const bundle = readFileSync(`${root}/tests/fixtures/bundle-1.0.0.exready.json`, 'utf8')
    await app.choose('x.json', Buffer.from(bundle.replace('"verdict":"pass"', '"verdict":"fail"')))
    await expect(app.page.getByText('Digest in the file')).toBeVisible()
    await expect(app.page.getByText('The file was not opened')).toBeVisible()
  }],
  ['start, a file being read', async (app) => {
    await app.page.goto('/')
    // What reads it does not come.
    await app.page.route('**/exports_bg.wasm', () => {}, { times: 1 })
    await app.choose('x.exready.json', Buffer.from('{}'))
    await expect(app.page.getByRole('progressbar', { name: 'Reading the file' })).toBeVisible()
  }],
  ['start, an assessment removed', async ({ page }) => {
    await page.getByRole('link', { name: 'Exready' }).click()
    await page.getByRole('button', { name: /^Remove / }).click()
    await page.getByText(/^Trash/).click()
    await expect(page.getByRole('button', { name: /^Restore / })).toBeVisible()
  }],
  ['start, local storage short of room', async ({ page }) => {
    await page.evaluate(fillTo, 70)
    await page.reload()
    await expect(page.getByText(/^Local storage is 70% full/).first()).toBeVisible()
    await page.getByRole('link', { name: 'Exready' }).click()
    await expect(page.getByText(/^Local storage is 70% full/).first()).toBeVisible()
  }],
  ['start, local storage almost full', async ({ page }) => {
    await page.evaluate(fillTo, 90)
    await page.getByRole('link', { name: 'Exready' }).click()
    await page.reload()
    await expect(page.getByText(/^Local storage is almost full/)).toBeVisible()
  }],
  ['start, the browser promises to keep', async ({ page }) => {
    await page.evaluate(withPersist, true)
    await page.getByRole('link', { name: 'Exready' }).click()
    await page.getByRole('button', { name: 'Keep my work' }).click()
    await expect(page.getByText(/^This browser keeps/)).toBeVisible()
    await page.evaluate(() => sessionStorage.clear())
  }],
  ['start, the browser promises nothing', async ({ page }) => {
    await page.evaluate(withPersist, false)
    await page.getByRole('link', { name: 'Exready' }).click()
    await page.getByRole('button', { name: 'Keep my work' }).click()
    await expect(page.getByText(/it made no promise/)).toBeVisible()
  }],
  ['start, copies of damaged texts', async ({ page }) => {
    await page.evaluate(damage, page.url().match(/[0-9a-f-]{36}/)![0])
    await page.getByRole('link', { name: 'Exready' }).click()
    await page.getByText('2 records').click()
    await page.getByRole('button', { name: 'Delete copies' }).click()
    await expect(page.getByText(/^Delete 3 copies \(/)).toBeVisible()
  }],
  ['scope', async () => {}],
  ['scope, local storage almost full', async ({ page }) => {
    await page.evaluate(fillTo, 90)
    await page.reload()
    await expect(page.getByText(/^Local storage is almost full/)).toBeVisible()
  }],
  ['scope, left to a later version', async ({ page }) => {
    await page.evaluate(takeOver)
    await expect(page.getByText(/^A newer version of Exready is open/)).toBeVisible()
  }],
  ['assess, the name asked for', async (app) => {
    await app.step('Answers').click()
    await app.openRequirement('SM-4')
    await app.button('Mine').click()
    await expect(app.page.getByLabel('Your name')).toBeFocused()
  }],
  ['scope, changed in another tab', async ({ page }) => {
    const name = (shown: Page) => shown.getByLabel('Name', { exact: true })
    await name(page).fill('Here')
    const tab = await page.context().newPage()
    await tab.goto(page.url())
    await name(tab).fill('There')
    await expect(tab.getByText(/^Saved in this browser at/)).toBeVisible()
    await tab.close()
    await expect(page.getByRole('button', { name: 'Put mine back' })).toBeVisible()
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect(page.getByRole('button', { name: 'Keep what is there' })).toBeVisible()
  }],
  ['scope, deleted in another tab', async ({ page }) => {
    const tab = await page.context().newPage()
    await tab.goto('/')
    await tab.getByRole('button', { name: /^Remove / }).click()
    await expect(tab.getByText(/^Trash/)).toBeVisible()
    await tab.close()
    await expect(page.getByRole('button', { name: 'Store it again' })).toBeVisible()
  }],
  ['scope, explosion protection', async (app) => {
    await app.page.getByRole('link', { name: 'Explosion protection' }).first().click()
    await app.page.getByLabel('Ex marking').fill('Ex h op is n llC T4 Gb Qx')
    await app.page.getByText('Tick techniques that the marking does not show').click()
  }],
  ['scope, components', async (app) => {
    await app.page.getByRole('link', { name: 'Components', exact: true }).click()
    await app.page.getByText('Text version of the diagram').click()
  }],
  ['scope, components from an SBOM', async (app) => {
    await app.page.getByRole('link', { name: 'Components', exact: true }).click()
    const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'device', name: 'Gateway' }] }
    await app.page.getByLabel('Import components from an SBOM')
      .setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(sbom)) })
    await expect(app.page.getByRole('checkbox', { name: /^Gateway/ })).toBeVisible()
  }],
  ['scope, applicant', async (app) => { await app.page.getByRole('link', { name: 'Applicant', exact: true }).click() }],
  ['route', async (app) => { await app.step('Route').click() }],
  ['route, certificates', async (app) => {
    await app.step('Route').click()
    await app.page.getByRole('link', { name: 'Certificates', exact: true }).click()
  }],
  ['route, IECEx', async (app) => {
    await app.step('Route').click()
    await app.page.getByRole('link', { name: 'IECEx certificate' }).click()
  }],
  ['route, texts', async (app) => {
    await app.step('Route').click()
    await app.page.getByRole('link', { name: 'Texts' }).click()
    await app.page.getByLabel('Annexes of the IECEx certificate').fill('Edited')
  }],
  ['select, parts', async (app) => {
    await app.step('Selection').click()
    await app.button('Use this selection').click()
    await app.page.getByText('A level for each foundational requirement').click()
    await app.page.getByText('What the levels mean').click()
  }],
  ['select, requirements', async (app) => {
    await app.step('Selection').click()
    await app.page.getByRole('link', { name: 'Requirements', exact: true }).click()
    await app.page.getByRole('checkbox', { name: 'Tick SM-4' }).check()
    await app.button('Not applicable, with a reason').click()
  }],
  ['select, profiles', async (app) => {
    await app.step('Selection').click()
    await app.page.getByRole('link', { name: 'Profiles', exact: true }).click()
    await app.page.getByRole('button', { name: /^Preview.*Non sparking/ }).click()
    await app.button('Apply profile').click()
    await app.page.getByText('Context, reasons and exclusions').click()
    await app.page.getByRole('button', { name: /^Preview.*Increased/ }).click()
  }],
  ['about the catalogue', async (app) => {
    await app.step('Selection').click()
    await app.page.getByRole('link', { name: /About the catalogue/ }).click()
    await expect(app.page.locator('.glossary dt').first()).toBeVisible()
  }],
  ['assess, a requirement of 4-2', async (app) => {
    await app.step('Selection').click()
    await app.button('Use this selection').click()
    await app.page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Answers/ }).click()
    await app.page.goto(`${app.page.url().split('/assess/')[0]}/assess/4-2/CR_1.1`)
    await expect(app.row('CR 1.1')).toHaveAttribute('aria-expanded', 'true')
  }],
  ['results of 4-2', async (app) => {
    await app.step('Selection').click()
    await app.button('Use this selection').click()
    await app.step('Results').click()
    await app.page.getByRole('region', { name: 'All parts at a glance' }).getByRole('link', { name: '4-2' }).click()
    await app.page.getByText('Coverage by foundational').first().waitFor()
  }],
  ['assess, nothing open', async (app) => { await app.step('Answers').click() }],
  ['assess, a requirement open', async (app) => {
    await app.step('Answers').click()
    await app.openRequirement('SM-4')
    await expect(app.page.getByText('An assessor looks for').first()).toBeAttached()
  }],
  ['assess, the guidance not loaded', async (app) => {
    await app.page.route('**/catalogue/*', (route) => route.fulfill({ json: {} }))
    await app.step('Answers').click()
    await app.openRequirement('SM-4')
    await expect(app.page.getByText('The guidance belongs to another version of Exready than this page.').first()).toBeAttached()
    await app.page.unroute('**/catalogue/*')
  }],
  ['assess, not applicable', async (app) => {
    await app.step('Answers').click()
    await app.page.getByRole('link', { name: /^SUM / }).click()
    await app.openRequirement('SUM-3')
  }],
  ['assess, an evidence item open', async (app) => {
    await app.step('Answers').click()
    await app.openRequirement('SM-4')
    await app.button('Add evidence').click()
  }],
  ['evidence', async (app) => { await app.step('Evidence').click() }],
  ['results', async (app) => { await app.step('Results').click() }],
  ['results, gaps', async (app) => {
    await app.step('Results').click()
    await app.page.getByRole('link', { name: 'Gaps' }).click()
    await app.page.locator('.gap-row').getByRole('checkbox').first().check()
    await app.page.locator('.what-if summary').click()
    await app.page.getByText('What is missing for the next level?').click()
  }],
  ['results, findings', async (app) => {
    await app.step('Results').click()
    await app.page.getByRole('link', { name: 'Findings', exact: true }).click()
  }],
  ['results, progress', async (app) => {
    await app.step('Results').click()
    await app.page.getByRole('link', { name: 'Progress', exact: true }).click()
  }],
  ['results, certificate preview', async (app) => {
    await app.step('Results').click()
    await app.page.getByRole('link', { name: 'Certificate preview' }).click()
  }],
  ['results, Cyber Resilience Act', async (app) => {
    await app.step('Results').click()
    await app.page.getByRole('link', { name: 'Cyber Resilience Act' }).click()
    await app.page.getByText(/ of \d+ pass/).first().click()
  }],
  ['hand over', async (app) => { await app.step('Handover').click() }],
  ['restore points', async ({ page }) => {
    await page.getByRole('link', { name: 'Restore points' }).click()
    await page.getByLabel('Name', { exact: true }).fill('before the review')
    await page.getByRole('button', { name: 'Make a restore point' }).click()
    await page.getByRole('button', { name: /^What differs/ }).click()
    await expect(page.getByText('Nothing differs')).toBeVisible()
    await page.getByRole('button', { name: /^Delete / }).click()
  }],
  ['scope, the next version', async ({ page }) => {
    await page.getByRole('button', { name: 'Start the next version from this one' }).click()
    await expect(page.getByText('This is the assessment of the next version.')).toBeVisible()
  }],
]

/** A page of the same origin without the app, from which its storage can be set. */
const WITHOUT_APP = '/without-app'

/** Shows each screen of the worked example in turn, as it is before anything is changed. */
export async function onEachScreen(context: BrowserContext, look: (name: string, page: Page) => Promise<void>) {
  await context.route(WITHOUT_APP, (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }))
  const app = await App.example(await context.newPage())
  const { page } = app
  const example = page.url()
  await page.goto(WITHOUT_APP)
  const stored = await page.evaluate(() => ({ ...localStorage }))
  for (const [name, go] of screens) {
    // The example as it was, whatever the screen before did with it.
    await page.goto(WITHOUT_APP)
    await page.evaluate((stored) => {
      localStorage.clear()
      for (const [key, text] of Object.entries(stored)) localStorage.setItem(key, text)
      return new Promise((resolve, reject) => {
        const request = indexedDB.deleteDatabase('exready')
        request.onsuccess = resolve
        request.onerror = reject
      })
    }, stored)
    await page.goto(example)
    await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
    await go(app)
    // What is scrolled half under the header is no target there.
    await page.evaluate(() => scrollTo(0, 0))
    await look(name, page)
  }
}

// What was entered stays: the journal, two tabs, the trash.
import { type BrowserContext, expect, type Page, test } from '@playwright/test'
import { App, begun, name, saved } from './app'

const description = (page: Page) => page.getByLabel('Description', { exact: true })

/** The same place in another tab. */
async function another(context: BrowserContext, page: Page) {
  const tab = await context.newPage()
  await tab.goto(page.url())
  await expect(tab.getByRole('heading', { name: 'Scope' })).toBeVisible()
  return tab
}

/** A browser that does not lend its database. */
const withoutDatabase = () => {
  IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }
}

/** Fills the local storage to the last byte. */
const fill = () => {
  let count = 0
  for (let size = 4_000_000; size > 0;) {
    try { localStorage.setItem(`filler${count++}`, 'x'.repeat(size)) } catch { size = Math.floor(size / 2) }
  }
}

test('what local storage has lost comes back from the journal', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.getByLabel('Type or model code').fill('V1')
  await expect(saved(page)).toBeVisible()
  await page.evaluate(() => localStorage.clear())
  await page.reload()
  await expect(name(page)).toHaveValue('Valve 1')
  await expect(page.getByLabel('Type or model code')).toHaveValue('V1')
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('exready/2/')).length)).toBeGreaterThan(3)
})

test('an assessment that only the journal has is listed', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.evaluate(() => localStorage.clear())
  await page.goto('/')
  await page.getByRole('link', { name: /Valve 1/ }).click()
  await expect(name(page)).toHaveValue('Valve 1')
})

test('records that vanish underneath are stored again from memory', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.evaluate(() => localStorage.clear())
  await description(page).fill('Shuts off')
  await expect(saved(page)).toBeVisible()
  const texts = await page.evaluate(() => Object.values(localStorage).join('\n'))
  expect(texts).toContain('Valve 1')
  expect(texts).toContain('Shuts off')
})

test('without the database the app says what a crash may cost', async ({ page }) => {
  await page.addInitScript(withoutDatabase)
  const app = await App.open(page)
  await app.button('New assessment').click()
  await name(page).fill('Valve 1')
  await expect(page.getByText(/^Saved at .* but a browser crash may lose the last minute$/)).toBeVisible()
  await page.reload()
  await expect(name(page)).toHaveValue('Valve 1')
})

test('with a full local storage the database alone keeps what is entered', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.evaluate(fill)
  await description(page).fill('A long text. '.repeat(40))
  await expect(page.getByText(/^Saved at .* in this browser's database alone/)).toBeVisible()
  await page.reload()
  await expect(description(page)).toHaveValue('A long text. '.repeat(40))
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key)))
  await page.getByLabel('Type or model code').fill('V1')
  await expect(saved(page)).toBeVisible()
})

test('two tabs keep what each has entered, live in both', async ({ context, page }) => {
  await begun(page, 'Valve 1')
  const tab = await another(context, page)
  await name(page).fill('Valve 2')
  await expect(name(tab)).toHaveValue('Valve 2')
  await description(tab).fill('Shuts off')
  await expect(description(page)).toHaveValue('Shuts off')
  await page.getByLabel('Type or model code').fill('V2')
  await expect(tab.getByLabel('Type or model code')).toHaveValue('V2')
  // Undo takes one's own step back, and leaves what the other tab has entered.
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(tab.getByLabel('Type or model code')).toHaveValue('')
  for (const shown of [page, tab]) {
    await expect(name(shown)).toHaveValue('Valve 2')
    await expect(description(shown)).toHaveValue('Shuts off')
  }
  await page.reload()
  await expect(description(page)).toHaveValue('Shuts off')
})

test('what another tab replaces is shown, and can be put back', async ({ context, page }) => {
  await begun(page, 'Valve 1')
  const tab = await another(context, page)
  await name(tab).fill('Valve 9')
  const notice = page.getByText('Another tab has changed Test item. Entered here: “Valve 1”. There now: “Valve 9”.')
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: 'Put mine back' }).click()
  await expect(name(tab)).toHaveValue('Valve 1')
  await expect(notice).toHaveCount(0)
})

test('undo offers both texts where another tab has changed the field since', async ({ context, page }) => {
  await begun(page, 'Valve 1')
  await name(page).blur()
  await name(page).fill('Valve 2')
  const tab = await another(context, page)
  await name(tab).fill('Valve 9')
  await expect(name(page)).toHaveValue('Valve 9')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText(/so nothing was undone\..*There now: “Valve 9”/)).toBeVisible()
  await expect(name(page)).toHaveValue('Valve 9')
  await page.getByRole('button', { name: 'Keep what is there' }).click()
  await expect(page.getByText(/so nothing was undone/)).toHaveCount(0)
  await expect(name(page)).toHaveValue('Valve 9')
})

test('an assessment deleted in another tab is not revived by a letter, and can be stored again', async ({ context, page }) => {
  await begun(page, 'Valve 1')
  const tab = await context.newPage()
  await tab.goto('/')
  await tab.getByRole('button', { name: 'Remove Valve 1' }).click()
  await expect(page.getByText(/was removed in another tab/).first()).toBeVisible()
  await description(page).fill('Shuts off')
  await tab.reload()
  await expect(tab.getByText('No assessments yet')).toBeVisible()
  await page.getByRole('button', { name: 'Store it again' }).click()
  await expect(saved(page)).toBeVisible()
  await tab.reload()
  await tab.getByRole('link', { name: /Valve 1/ }).click()
  await expect(description(tab)).toHaveValue('Shuts off')
})

test('a removed assessment lies in the trash, with a way back', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.getByRole('link', { name: 'Exready' }).click()
  await page.getByRole('button', { name: 'Remove Valve 1' }).click()
  await expect(page.getByText('Removed Valve 1.')).toBeVisible()
  await expect(page.getByText('No assessments yet')).toBeVisible()
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click()
  await expect(page.getByRole('link', { name: /Valve 1/ })).toBeVisible()
  await page.getByRole('button', { name: 'Remove Valve 1' }).click()
  await expect(page.getByText('Removed Valve 1.')).toBeVisible()
  await page.reload()
  await page.getByText('Trash (1)').click()
  await page.getByRole('button', { name: 'Restore Valve 1' }).click()
  await page.getByRole('link', { name: /Valve 1/ }).click()
  await expect(name(page)).toHaveValue('Valve 1')
})

test('what is put in its place in one tab is shown in the other', async ({ context, page }) => {
  const app = await begun(page, 'Valve 1')
  const bundle = await app.download()
  await name(page).fill('Valve 2')
  const tab = await another(context, page)
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('x.exready.json', bundle)
  await page.getByRole('button', { name: 'Replace it' }).click()
  await expect(name(tab)).toHaveValue('Valve 1')
  await expect(tab.getByText(/This tab now shows that version/)).toBeVisible()
})

// Ways back: undo after a reload, restore points, the next product version.
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { App, begun, name, root, saved } from './app'

const type = (page: Page) => page.getByLabel('Type or model code')
const undo = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: 'Undo' })
const redo = (page: Page) => page.getByRole('contentinfo').getByRole('button', { name: 'Redo' })
const points = (page: Page) => page.getByRole('link', { name: 'Restore points' })

/** A new assessment with a name and a type, saved. */
async function withType(page: Page) {
  const app = await begun(page, 'Valve 1')
  await type(page).fill('V1')
  await expect(saved(page)).toBeVisible()
  return app
}

test('undo and redo go on after a reload', async ({ page }) => {
  await withType(page)
  await page.reload()
  await undo(page).click()
  await expect(type(page)).toHaveValue('')
  await expect(saved(page)).toBeVisible()
  await page.reload()
  await undo(page).click()
  await expect(name(page)).toHaveValue('')
  await expect(saved(page)).toBeVisible()
  await page.reload()
  await redo(page).click()
  await redo(page).click()
  await expect(name(page)).toHaveValue('Valve 1')
  await expect(type(page)).toHaveValue('V1')
})

test('a history belongs to its tab, and a tab that reopens alone inherits it', async ({ context, page }) => {
  await withType(page)
  const tab = await context.newPage()
  await tab.goto(page.url())
  await expect(name(tab)).toHaveValue('Valve 1')
  await expect(undo(tab), 'what another tab did is not undone here').toBeDisabled()
  await tab.close()
  const place = page.url()
  await page.close()
  const alone = await context.newPage()
  await alone.goto(place)
  await undo(alone).click()
  await expect(type(alone)).toHaveValue('')
  await expect(name(alone)).toHaveValue('Valve 1')
})

test('a tab that is duplicated has a history of its own', async ({ context, page }) => {
  await withType(page)
  const kept = await page.evaluate(() => ({ ...sessionStorage }))
  const tab = await context.newPage()
  await tab.addInitScript((kept) => {
    for (const [key, text] of Object.entries(kept)) sessionStorage.setItem(key, text)
  }, kept)
  await tab.goto(page.url())
  await expect(name(tab)).toHaveValue('Valve 1')
  await expect(undo(tab)).toBeDisabled()
})

test('a restore point says what differs, and the state comes back as one step', async ({ page }) => {
  await withType(page)
  await points(page).click()
  await page.getByLabel('Name', { exact: true }).fill('before the review')
  await page.getByRole('button', { name: 'Make a restore point' }).click()
  await expect(page.getByRole('main').getByText('Restore point made.')).toBeVisible()
  await page.goBack()
  await name(page).fill('Valve 2')
  await page.getByRole('link', { name: 'Applicant', exact: true }).click()
  await page.getByLabel('Name of the applicant').fill('ACME')
  await expect(saved(page)).toBeVisible()
  await points(page).click()
  await page.getByRole('button', { name: /^What differs/ }).click()
  await expect(page.getByText('2 items changed since')).toBeVisible()
  await expect(page.getByText('Applicant, Test item')).toBeVisible()
  await page.getByRole('button', { name: /^Restore the state/ }).first().click()
  await expect(page.getByText(/^Restored the state of/)).toBeVisible()
  await expect(page.getByText('before an earlier state was restored')).toBeVisible()
  await page.getByRole('link', { name: 'Scope' }).click()
  await expect(name(page)).toHaveValue('Valve 1')
  await page.reload()
  await expect(name(page)).toHaveValue('Valve 1')
  await undo(page).click()
  await expect(name(page)).toHaveValue('Valve 2')
})

test('a restored state reaches the other tab', async ({ context, page }) => {
  await withType(page)
  await points(page).click()
  await page.getByRole('button', { name: 'Make a restore point' }).click()
  await expect(page.getByRole('main').getByText('Restore point made.')).toBeVisible()
  await page.goBack()
  await name(page).fill('Valve 2')
  await expect(saved(page)).toBeVisible()
  const tab = await context.newPage()
  await tab.goto(page.url())
  await expect(name(tab)).toHaveValue('Valve 2')
  await points(page).click()
  await page.getByRole('button', { name: /^Restore the state/ }).last().click()
  await expect(name(tab)).toHaveValue('Valve 1')
})

test('before a file replaces an assessment, its state is kept', async ({ page }) => {
  const bundle = readFileSync(`${root}/tests/fixtures/bundle-1.0.0.exready.json`)
  const app = await App.open(page)
  await app.choose('x.json', bundle)
  await name(page).fill('changed here')
  await expect(saved(page)).toBeVisible()
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('x.json', bundle)
  await page.getByRole('button', { name: 'Replace' }).click()
  await expect(name(page)).not.toHaveValue('changed here')
  await points(page).click()
  await expect(page.getByText('before a file replaced the assessment')).toBeVisible()
  await page.getByRole('button', { name: /^Restore the state/ }).last().click()
  await page.getByRole('link', { name: 'Scope' }).click()
  await expect(name(page)).toHaveValue('changed here')
})

test('a file does not destroy a newer version that lies in the trash', async ({ page }) => {
  const app = await withType(page)
  const old = await app.download()
  await name(page).fill('Version 2, a month of work')
  await expect(saved(page)).toBeVisible()
  await page.getByRole('link', { name: 'Exready' }).click()
  await page.getByRole('button', { name: /^Remove Version 2/ }).click()
  await expect(page.getByText(/^Trash/)).toBeVisible()
  await app.choose('old.json', old)
  await expect(name(page)).toHaveValue('Valve 1')
  await expect(page.getByText('Another version of this assessment was in the trash.')).toBeVisible()
  await points(page).click()
  await page.getByRole('button', { name: /^Restore the state/ }).last().click()
  await page.getByRole('link', { name: 'Scope' }).click()
  await expect(name(page)).toHaveValue('Version 2, a month of work')
})

test('a restore point can be deleted, and goes with an assessment that is removed for good', async ({ page }) => {
  await withType(page)
  await points(page).click()
  await page.getByRole('button', { name: 'Make a restore point' }).click()
  await page.getByRole('button', { name: /^Delete the restore point/ }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByText('There are no restore points yet.')).toBeVisible()
})

test('without a database the screen of restore points says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }
  })
  const app = await App.open(page)
  await app.button('New assessment').click()
  await name(page).fill('Valve 1')
  await points(page).click()
  await expect(page.getByText(/so there are no restore points/)).toBeVisible()
})

test('the next product version begins with every answer, none of which counts yet', async ({ page }) => {
  const app = await App.example(page)
  await app.button('Start the next version from this one').click()
  await expect(page.getByText(/^This is the assessment of the next version/)).toBeVisible()
  await expect(page.getByLabel('Firmware version')).toHaveValue('')
  await app.step('Answers').click()
  await app.openRequirement('SM-1')
  await expect(page.getByText(/This answer was taken over from version/)).toBeVisible()
  await app.button('Confirm this answer').click()
  await expect(page.getByText(/This answer was taken over from version/)).toHaveCount(0)
  // The one it began from stays as it is.
  await page.getByRole('link', { name: 'Exready' }).click()
  await expect(page.getByRole('link', { name: /GasGuard 200/ })).toHaveCount(2)
})

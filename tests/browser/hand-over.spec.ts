// Hand over: what is open is said before, internal notes stay behind, and the file says so.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { App } from './app'

const NOTE = 'Portal log of the 2.4.1 download not yet requested from IT.'

/** What the button of the hand over screen downloads. */
async function handedOver(app: App): Promise<Buffer> {
  const waiting = app.page.waitForEvent('download')
  await app.page.getByRole('button', { name: 'Download for the certification body' }).click()
  return readFileSync(await (await waiting).path())
}

test('internal notes stay in this browser, marked as left out, and the digest holds', async ({ page, browser }) => {
  const app = await App.example(page)
  await app.step('Handover').click()
  const leave = page.getByRole('checkbox', { name: 'Leave 14 internal notes in this browser' })
  await expect(leave).toBeChecked()
  const stays = await handedOver(app)
  const copy = JSON.parse(stays.toString('utf8'))
  expect(stays.toString('utf8')).not.toContain(NOTE)
  expect(copy.redacted).toHaveLength(14)
  for (const item of copy.redacted) {
    expect(item.section).toBe('records')
    expect(item.name).toMatch(/^note\/answer\/4-1\//)
  }
  await expect(page.locator('code.digest')).toHaveText(copy.integrity.digest)

  await leave.uncheck()
  await expect(page.getByText('Everybody who gets it can read them.')).toBeVisible()
  const goes = await handedOver(app)
  const whole = JSON.parse(goes.toString('utf8'))
  expect(whole.redacted).toBeUndefined()
  expect(goes.toString('utf8')).toContain(NOTE)
  expect(whole.integrity.digest).toBe(copy.integrity.digest)
  // What is listed as left out is what stood there: salt and content give its digest.
  const [{ name, digest }] = copy.redacted
  const salted = Buffer.concat([
    Buffer.from(whole.integrity.salts[name], 'hex'),
    Buffer.from(JSON.stringify(whole.assessment.records[name])),
  ])
  expect(createHash('sha256').update(salted).digest('hex')).toBe(digest)
  // The copy for the user's own is whole, and the next hand over leaves the notes again.
  expect((await app.download()).toString('utf8')).toContain(NOTE)
  await app.step('Scope').click()
  await app.step('Handover').click()
  await expect(leave).toBeChecked()

  // The recipient is told, and the results agree.
  const other = await App.open(await (await browser.newContext()).newPage())
  await other.choose('copy.exready.json', stays)
  await expect(other.page.getByText('14 internal notes were left out of this file.')).toBeVisible()
  await expect(other.page.getByText('The results in this file agree with those computed here.')).toBeVisible()
  await other.page.getByRole('link', { name: 'Handover' }).click()
  await expect(other.page.getByRole('checkbox', { name: /internal note/ })).toHaveCount(0)

  // Whoever opens their own file again has nothing to choose, and loses no note.
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('copy.exready.json', stays)
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect((await app.download()).toString('utf8')).toContain(NOTE)
})

test('a file without notes that replaces another state keeps the notes here', async ({ page }) => {
  const app = await App.example(page)
  await app.step('Handover').click()
  const stays = await handedOver(app)
  await app.step('Scope').click()
  await page.getByLabel('Type or model code').fill('changed here')
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('copy.exready.json', stays)
  await app.button('Replace it').click()
  await expect(page.getByLabel('Type or model code')).not.toHaveValue('changed here')
  expect((await app.download()).toString('utf8')).toContain(NOTE)
})

test('what is open is said before the file leaves', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await app.step('Selection').click()
  await page.getByRole('checkbox', { name: 'IEC 62443-4-1' }).check()
  await app.step('Handover').click()
  const open = page.getByRole('region', { name: 'Still open' })
  for (const point of ['No applicant is named.', 'The test item has no name.', '47 requirements in scope have no verdict.', /places? in the texts (is|are) still to be filled in/]) {
    await expect(open.getByRole('link', { name: point })).toBeVisible()
  }
})

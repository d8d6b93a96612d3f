// What takes long is done beside the page: it answers meanwhile, and can be cancelled.
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { App, root } from './app'
import { altered, sbom, withUnknownFields } from './bundles'

const good = readFileSync(`${root}/tests/fixtures/bundle-1.0.0.exready.json`)
const text = good.toString('utf8')

const cancel = (page: Page) => page.getByRole('button', { name: 'Cancel', exact: true })
const progress = (page: Page) => page.getByRole('progressbar', { name: 'Reading the file' })
const stored = (page: Page) => page.evaluate(() => JSON.stringify(Object.entries(localStorage).sort()))

/** Keeps what reads files from arriving, until it is called. */
async function held(page: Page) {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => { arrive = resolve })
  await page.route('**/exports_bg.wasm', async (route) => {
    await arrived
    // One that was cancelled does not want it any more.
    await route.continue().catch(() => {})
  })
  return arrive
}

/** Notes from here on when the page had a turn. */
const watchTurns = (page: Page) => page.evaluate(() => {
  const turns: number[] = []
  Object.assign(window, { turns })
  const turn = () => {
    turns.push(performance.now())
    setTimeout(turn)
  }
  turn()
})

/** The longest time without a turn, as a part of the time from the first to the last. */
const longestWait = (page: Page) => page.evaluate(() => {
  const { turns } = window as unknown as { turns: number[] }
  const waits = turns.slice(1).map((turn, n) => turn - turns[n])
  return Math.max(...waits) / (turns.at(-1)! - turns[0])
})

test('the page answers while a bundle with 300,000 unknown fields is opened', async ({ page }, info) => {
  test.setTimeout(120_000)
  const violations: string[] = []
  page.on('console', (message) => { if (/Content Security Policy/.test(message.text())) violations.push(message.text()) })
  const app = await App.open(page)
  // By path: Playwright would make a file of its bytes within the page.
  const news = info.outputPath('news.exready.json')
  writeFileSync(news, withUnknownFields(text, 300_000))
  await watchTurns(page)
  await page.getByLabel('Open a bundle').setInputFiles(news)
  await expect(page.getByText('Reading news.exready.json (5.1 MB) …')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible({ timeout: 60_000 })
  expect(await longestWait(page)).toBeLessThan(0.25)
  await expect(progress(page)).toBeHidden()
  expect(violations).toEqual([])
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news.f299999).toBe(299_999)
})

test('the page answers while an SBOM of 200,000 entries is read, and each entry is found', async ({ page }, info) => {
  test.setTimeout(120_000)
  await App.example(page)
  await page.getByRole('link', { name: 'Components', exact: true }).click()
  const file = info.outputPath('s.json')
  writeFileSync(file, sbom(200_000))
  await watchTurns(page)
  await page.getByLabel('Import components from an SBOM').setInputFiles(file)
  await expect(page.getByText('Reading s.json (18.2 MB) …')).toBeVisible()
  const status = page.getByRole('status').filter({ hasText: 'Chosen' })
  await expect(status).toContainText('200000 of 200000', { timeout: 60_000 })
  expect(await longestWait(page)).toBeLessThan(0.25)
  await page.getByLabel('Search entries by name, version or supplier').pressSequentially('part-199999')
  await expect(status).toContainText('1 of 200000')
})

test('reading is cancelled by keyboard, nothing is changed, and the next file opens', async ({ page }) => {
  const app = await App.open(page)
  const before = await stored(page)
  const arrive = await held(page)
  await app.choose('first.exready.json', altered(text, ({ assessment }) => { assessment.news = 'first' }))
  await expect(page.getByRole('status').filter({ hasText: 'Reading first.exready.json' })).toBeVisible()
  await expect(progress(page)).toBeVisible()
  await cancel(page).focus()
  await page.keyboard.press('Enter')
  await expect(progress(page)).toBeHidden()
  await expect(page.getByText('Reading first.exready.json was cancelled. Nothing was changed.')).toBeAttached()
  await expect(page.getByLabel('Open a bundle')).toBeFocused()
  arrive()
  await app.choose('second.exready.json', good)
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news).toBeUndefined()
  await page.getByRole('link', { name: 'Exready' }).click()
  await expect(page.getByRole('link', { name: /GasGuard 200/ })).toHaveCount(1)
  expect(before).toBe('[]')
})

test('a file that is chosen while another one is read takes its place', async ({ page }) => {
  const app = await App.open(page)
  const arrive = await held(page)
  await app.choose('first.exready.json', altered(text, ({ assessment }) => { assessment.news = 'first' }))
  await expect(page.getByText(/^Reading first/)).toBeVisible()
  await app.choose('second.exready.json', altered(text, ({ assessment }) => { assessment.news = 'second' }))
  await expect(page.getByText(/^Reading first/)).toBeHidden()
  arrive()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news).toBe('second')
})

test('a screen that is left reads nothing any more', async ({ page }) => {
  const app = await App.open(page)
  const arrive = await held(page)
  await app.choose('first.exready.json', good)
  await expect(progress(page)).toBeVisible()
  await app.button('New assessment').click()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  arrive()
  await page.getByLabel('Name', { exact: true }).fill('Mine')
  expect((await app.download()).toString('utf8')).toContain('"name":"Mine"')
  await page.getByRole('link', { name: 'Exready' }).click()
  await expect(page.getByRole('link', { name: /GasGuard 200/ })).toHaveCount(0)
})

test('a download that waits behind a file survives that reading is cancelled', async ({ page }) => {
  const arrive = await held(page)
  await App.example(page)
  await page.getByRole('link', { name: 'Components', exact: true }).click()
  const file = { name: 's.json', mimeType: 'application/json', buffer: sbom(10) }
  await page.getByLabel('Import components from an SBOM').setInputFiles(file)
  await expect(progress(page)).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('banner').getByRole('button', { name: 'Download bundle' }).click()
  await cancel(page).click()
  await expect(progress(page)).toBeHidden()
  arrive()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain('GasGuard 200')
  await expect(page.getByText('10 entries')).toHaveCount(0)
})

test('a reader that stops says so, and the next try begins with another one', async ({ page }) => {
  const app = await App.open(page)
  // The browser says on the console that the worker failed.
  page.removeAllListeners('console')
  const stops = 'export default async () => {}; export const open_bundle = () => { throw new Error("stopped") }'
  await page.route('**/exports.js', (route) => route.fulfill({ contentType: 'text/javascript', body: stops }))
  const before = await stored(page)
  for (let tries = 0; tries < 2; tries++) {
    await app.choose('x.exready.json', good)
    await expect(page.getByText('The part of Exready that does this stopped because of an error in the program.')).toBeVisible()
  }
  expect(await stored(page)).toBe(before)
  await page.unroute('**/exports.js')
  await app.choose('x.exready.json', good)
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
})

test('nothing moves for the line about a file', async ({ page }) => {
  const app = await App.open(page)
  const place = () => page.getByRole('heading', { name: 'In this browser' }).boundingBox()
  const before = await place()
  await held(page)
  await app.choose('x.exready.json', good)
  await expect(progress(page)).toBeVisible()
  expect(await place()).toEqual(before)
  await cancel(page).click()
  await expect(progress(page)).toBeHidden()
  expect(await place()).toEqual(before)
})

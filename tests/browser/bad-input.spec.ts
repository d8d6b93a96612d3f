// What is refused says why, and touches nothing.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { App, root } from './app'
import { altered, makeLarge } from './bundles'

const good = readFileSync(`${root}/tests/fixtures/bundle-1.0.0.exready.json`)
const text = good.toString('utf8')

const refused: [string, Buffer | (() => Buffer), RegExp][] = [
  ['an empty file', Buffer.alloc(0), /The file is empty/],
  ['a file that is not JSON', Buffer.from('Dear assessor,'), /not JSON.*line 1, column 1/],
  ['some other JSON', Buffer.from('{"hello":"world"}'), /but not a bundle/],
  ['a file that is not text', Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff]), /byte 4 is not UTF-8/],
  ['a newer major version', Buffer.from(text.replace(/"version":"1\.0\.0"}$/, '"version":"2.0.0"}')), /version 2\.0\.0.*with the Exready that wrote it/],
  ['a file that is cut off', good.subarray(0, good.length - 100), /incomplete.*line 1/],
  ['a changed statement', Buffer.from(text.replace('"verdict":"fail"', '"verdict":"pass"')), /The content does not match its digest/],
  ['200 MB', () => Buffer.alloc(200_000_000, 32), /200 MB, and a bundle is at most 32 MB/],
]

for (const [what, content, reason] of refused) {
  test(`${what} is refused with its reason, and the assessments stay as they are`, async ({ page }, info) => {
    const app = await App.example(page)
    const before = await app.download()
    const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }))
    await page.getByRole('link', { name: 'Exready' }).click()
    let buffer = typeof content === 'function' ? content() : content
    if (buffer.length > 50_000_000) {
      // Playwright passes large files by path.
      const { writeFileSync } = await import('node:fs')
      const path = info.outputPath('large.exready.json')
      writeFileSync(path, buffer)
      await page.getByLabel('Open a bundle').setInputFiles(path)
    } else {
      await app.choose('x.exready.json', buffer)
    }
    await expect(page.getByText('The file was not opened. What is in this browser is unchanged.')).toBeVisible()
    await expect(page.getByText(reason)).toBeVisible()
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).toBe(stored)
    await page.getByRole('link', { name: /GasGuard 200/ }).click()
    expect((await app.download()).equals(before)).toBe(true)
  })
}

/** A browser that does not lend its database. */
const withoutDatabase = () => {
  IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }
}

test('the same assessment in another version is never overwritten unasked', async ({ page }) => {
  const app = await App.open(page)
  await app.choose('x.exready.json', good)
  await page.getByLabel('Type or model code').fill('changed here')
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('x.exready.json', good)
  await app.button('Keep both').click()
  await expect(page.getByLabel('Type or model code')).not.toHaveValue('changed here')
  await page.getByRole('link', { name: 'Exready' }).click()
  await expect(page.getByRole('link', { name: /GasGuard 200/ })).toHaveCount(2)
})

test('what a newer Exready added outlives a program that drops it', async ({ page }) => {
  const app = await App.open(page)
  const withNews = altered(text, ({ assessment }) => { assessment.news = 'kept' })
  await app.choose('x.exready.json', withNews)
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  await page.getByRole('link', { name: 'Exready' }).click()
  // The same answers without it: nothing to ask, and nothing to lose.
  await app.choose('x.exready.json', good)
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news).toBe('kept')
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news).toBe('kept')
  // Other news: that is another state.
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('x.exready.json', altered(text, ({ assessment }) => { assessment.news = 'other' }))
  await app.button('Replace it').click()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  expect(JSON.parse((await app.download()).toString('utf8')).assessment.news).toBe('other')
})

for (const [what, begun, changed] of [
  ['changed in the future', '2026-01-01T00:00:00Z', '2990-01-01T00:00:00Z'],
  ['changed before it was begun', '2026-01-02T00:00:00Z', '2026-01-01T00:00:00Z'],
]) {
  test(`an assessment that was ${what} says whose day decides`, async ({ page }) => {
    const app = await App.open(page)
    await app.choose('x.exready.json', altered(text, (bundle) => {
      bundle.assessment.created = begun
      bundle.assessment.modified = changed
      bundle.assessment.day = changed.slice(0, 10)
      bundle.created = changed
    }))
    const notice = `this assessment was started on ${begun.slice(0, 10)} and last changed on ${changed.slice(0, 10)}`
    await expect(page.getByText(notice)).toBeVisible()
  })
}

test('without storage the app works on and says so', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError') }
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError') } })
  })
  const app = await App.open(page)
  await expect(page.getByText('blocks storage, so your work').first()).toBeVisible()
  await app.button('New assessment').click()
  await page.getByLabel('Name', { exact: true }).fill('Unstored')
  await expect(page.getByText(/^Not saved: this browser blocks storage/)).toBeVisible()
  expect((await app.download()).toString('utf8')).toContain('"name":"Unstored"')
  // Another assessment does not push the first one out.
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.button('See a worked example').click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('GasGuard 200')
  await page.getByRole('link', { name: 'Exready' }).click()
  await page.getByRole('link', { name: /Unstored/ }).click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Unstored')
})

test('a state that finds no room leaves the stored one as it was', async ({ page }) => {
  const app = await App.open(page)
  await app.choose('x.exready.json', good)
  await page.getByLabel('Type or model code').fill('changed here')
  const stored = () => page.evaluate(() => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.startsWith('exready/')).sort()))
  const before = await stored()
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('x.exready.json', makeLarge(text))
  await app.button('Replace it').click()
  await expect(page.getByText(/no room for both versions/)).toBeVisible()
  expect(await stored()).toBe(before)
})

test('a bundle that does not fit is stored whole or not at all', async ({ page }) => {
  const app = await App.open(page)
  // Room for a part of it.
  await page.evaluate(() => {
    let count = 0
    for (let size = 4_000_000; size > 20_000;) {
      try { localStorage.setItem(`filler${count++}`, 'x'.repeat(size)) } catch { size = Math.floor(size / 2) }
    }
  })
  await app.choose('x.exready.json', good)
  await expect(page.getByText(/in this browser's database alone/)).toBeVisible()
  const stored = () => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('exready/2/')).length)
  expect(await stored()).toBe(0)
  const count = (bundle: Buffer) => Object.keys(JSON.parse(bundle.toString('utf8')).assessment.records).length
  expect(count(await app.download())).toBe(count(good))
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key)))
  await page.getByLabel('Type or model code').fill('x')
  await expect(page.getByText(/^Saved in this browser at/)).toBeVisible()
  await page.reload()
  expect(count(await app.download())).toBe(count(good))
})

test('with a full storage and no database the app says so, works on, and stores again when there is room', async ({ page }) => {
  await page.addInitScript(withoutDatabase)
  const app = await App.open(page)
  await app.button('New assessment').click()
  await page.evaluate(() => {
    let count = 0
    for (let size = 4_000_000; size > 0;) {
      try { localStorage.setItem(`filler${count++}`, 'x'.repeat(size)) } catch { size = Math.floor(size / 2) }
    }
  })
  await page.getByLabel('Description').fill('A long text. '.repeat(40))
  await expect(page.getByText(/^Not saved: the storage is full/)).toBeVisible()
  expect((await app.download()).toString('utf8')).toContain('A long text.')
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key)))
  await page.getByLabel('Type or model code').fill('x')
  await expect(page.getByText(/^Saved at/)).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Description')).toHaveValue('A long text. '.repeat(40))
})

test('a stored record that cannot be read is kept aside and restored from the database', async ({ page }) => {
  const app = await App.example(page)
  await expect(page.getByText(/^Saved in this browser at/)).toBeVisible()
  const id = page.url().match(/a\/([0-9a-f-]+)/)![1]
  await page.evaluate((id) => localStorage.setItem(`exready/2/${id}/1/answer/4-1/SR-2/whole`, '{"verdict":"pa'), id)
  await page.reload()
  await expect(page.getByText(/were restored from the second copy in this browser: answer\/4-1\/SR-2\/whole/)).toBeVisible()
  expect(await page.evaluate((id) => localStorage.getItem(`exready/aside/${id}/answer/4-1/SR-2/whole`), id)).toBe('{"verdict":"pa')
  await app.step('Results').click()
  await expect(page.getByRole('rowheader', { name: /^SR \(4\/5\)/ })).toBeVisible()
})

test('without the database a stored record that cannot be read is kept aside and reported', async ({ page }) => {
  await page.addInitScript(withoutDatabase)
  const app = await App.example(page)
  const id = page.url().match(/a\/([0-9a-f-]+)/)![1]
  await page.evaluate((id) => localStorage.setItem(`exready/2/${id}/1/answer/4-1/SR-2/whole`, '{"verdict":"pa'), id)
  await page.reload()
  await expect(page.getByText(/could not be read and were kept aside: answer\/4-1\/SR-2\/whole/)).toBeVisible()
  expect(await page.evaluate((id) => localStorage.getItem(`exready/aside/${id}/answer/4-1/SR-2/whole`), id)).toBe('{"verdict":"pa')
  await app.step('Results').click()
  await expect(page.getByRole('rowheader', { name: /^SR \(3\/5\)/ })).toBeVisible()
})

test('a record that is gone makes the assessment incomplete, with what is missing in words', async ({ page }) => {
  await page.addInitScript(withoutDatabase)
  const app = await App.example(page)
  const gone = await page.evaluate(() => {
    const names = Object.keys(localStorage).filter((name) => /\/1\/answer\/4-1\/SR-/.test(name))
    for (const name of names) localStorage.removeItem(name)
    return names.length
  })
  await page.reload()
  const lost = page.getByText(`are missing in this browser: answer 4-1: ${gone}.`)
  await expect(lost).toBeVisible()
  // It stays after a change and a new start, until the user has dealt with it.
  await page.getByLabel('Type or model code').fill('x')
  await expect(page.getByText(/^Saved at/)).toBeVisible()
  await page.reload()
  await expect(lost).toBeVisible()
  await app.button('Mark as resolved').click()
  await expect(lost).toHaveCount(0)
  await page.reload()
  await expect(app.step('Scope')).toBeVisible()
  await expect(lost).toHaveCount(0)
})

test('a link to no assessment offers neither steps nor a bundle', async ({ page }) => {
  const app = await App.example(page)
  const another = page.url().replace(/\/a\/[0-9a-f]/, (start) => (start.endsWith('0') ? '/a/1' : '/a/0'))
  await page.goto(another)
  await expect(page.getByRole('heading', { name: 'Not found' })).toBeVisible()
  await expect(app.button('Download bundle')).toHaveCount(0)
  await expect(page.getByRole('navigation', { name: 'Steps' })).toHaveCount(0)
  await page.goBack()
  await expect(app.button('Download bundle')).toBeVisible()
})

test('a page whose scripts do not arrive says so after a time', async ({ page }) => {
  await page.route('**/{boot,exready}.js', (route) => route.abort())
  await page.goto('/')
  const late = page.getByText('Exready has not started after 20 seconds.')
  await expect(page.getByText('Starting. Nothing leaves this browser.')).toBeVisible()
  await expect(late).toBeHidden()
  await page.evaluate(() => { for (const animation of document.getAnimations()) animation.finish() })
  await expect(late).toBeVisible()
})

test('a text that is too long stays in its field, whole, and is refused in words', async ({ page }) => {
  await App.example(page)
  const name = page.getByLabel('Name', { exact: true })
  // 300 characters of two UTF-16 units each fit; one more is refused and not cut.
  await name.fill('😀'.repeat(300))
  await expect(page.getByText(/Too long/)).toHaveCount(0)
  await name.fill('😀'.repeat(301))
  await expect(name).toHaveValue('😀'.repeat(301))
  await expect(page.getByText(/Too long: at most \d+ characters fit here\. What you see is not saved/)).toBeVisible()
  await name.fill('GasGuard 200')
  await expect(page.getByText(/Too long/)).toHaveCount(0)
})

test('a day of the year 25 is refused beside its field', async ({ page }) => {
  const app = await App.example(page)
  await app.step('Evidence').click()
  await page.locator('.register .item-title').first().click()
  const date = page.getByLabel('Date', { exact: true })
  await date.fill('0025-12-31')
  await date.dispatchEvent('change')
  await expect(page.getByText('This is not a date between 1970 and 2100')).toBeVisible()
  await date.fill('2025-12-31')
  await date.dispatchEvent('change')
  await expect(page.getByText('This is not a date between 1970 and 2100')).toHaveCount(0)
})

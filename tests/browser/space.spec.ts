// The room in this browser: the meter and its warnings, the promise to keep what is
// stored, copies of damaged texts, the name, and a later version of the app.
import { readFileSync } from 'node:fs'
import { expect, type Page, test } from '@playwright/test'
import { App, begun, name, sealed, saved } from './app'
import { damage, fillTo, takeOver, withPersist } from './screens'

const home = (page: Page) => page.getByRole('link', { name: 'Exready' })
const section = (page: Page, title: string) => page.getByRole('region', { name: title })
const space = (page: Page) => section(page, 'Space in this browser')
const footer = (page: Page) => page.getByRole('contentinfo')

test('the browser lends as much as the meter says', async ({ page }) => {
  await App.open(page)
  const taken = await page.evaluate(() => {
    localStorage.clear()
    const fits = (count: number) => {
      try { localStorage.setItem('', 'ü'.repeat(count)); return true } catch { return false }
    }
    return [fits(5 * 1024 * 1024), fits(5 * 1024 * 1024 + 1)]
  })
  expect(taken).toEqual([true, false])
})

test('where there is nothing to say of the room, nothing is said', async ({ page }) => {
  await App.open(page)
  await page.getByLabel('Your name').fill('Ada')
  await expect(space(page)).toHaveCount(0)
})

test('the start page says what is taken and by whom', async ({ page }) => {
  await begun(page, 'Valve 1')
  await page.evaluate(() => localStorage.setItem('another program', 'x'.repeat(1_000_000)))
  await page.goto('/')
  const meter = space(page).getByRole('meter', { name: 'Local storage used' })
  await expect(meter).toBeVisible()
  const used = await page.evaluate(() => Object.entries(localStorage).reduce((sum, [key, text]) => sum + key.length + text.length, 0))
  expect(await meter.evaluate((meter: HTMLMeterElement) => [meter.value, meter.max])).toEqual([used, 5_242_880])
  await expect(space(page)).toContainText(/1\.1 MB of about 5\.2 MB of local storage/)
  await expect(space(page).getByRole('listitem')).toHaveText([/^Other programs at this address ?1\.1 MB$/, /^Valve 1 ?[1-9] KB$/])
  await expect(space(page)).toContainText(/browser's database: [\d.]+ KB of/)
})

test('what lies in the trash takes nothing of local storage, and can be removed for good', async ({ page }) => {
  await begun(page, 'Valve 1')
  await home(page).click()
  await page.getByRole('button', { name: 'Remove Valve 1' }).click()
  await expect(space(page).getByRole('listitem').filter({ hasText: '1 assessment in the trash' })).toContainText(/[\d.]+ (KB|bytes), in the database only/)
  await page.getByText('Trash (1)').first().click()
  await page.getByRole('button', { name: 'Empty the trash' }).click()
  await expect(page.getByText('Remove 1 assessment from this browser? This cannot be undone.')).toBeVisible()
  await page.getByRole('button', { name: 'Remove permanently' }).click()
  await expect(page.getByText(/^Trash/)).toHaveCount(0)
  await page.reload()
  await expect(page.getByText('No assessments yet')).toBeVisible()
  await expect(page.getByText(/^Trash/)).toHaveCount(0)
})

test('from 70 percent on the footer names what takes room, from 90 on as trouble', async ({ page }) => {
  await begun(page, 'Valve 1')
  const at = async (percent: number) => {
    await page.evaluate(fillTo, percent)
    await page.reload()
    await expect(name(page)).toHaveValue('Valve 1')
  }
  await at(69)
  await expect(footer(page)).not.toContainText('Local storage')
  await at(70)
  await expect(footer(page)).toContainText('Local storage is 70% full, most of it other programs at this address (3.7 MB)')
  // Letters do not move it, and do not count everything again.
  await page.evaluate(() => {
    const get = Storage.prototype.getItem
    const reads = new Set<string>()
    Storage.prototype.getItem = function (key) { reads.add(key); return get.call(this, key) }
    Object.assign(window, { reads })
  })
  await page.getByLabel('Type or model code').fill('V1')
  await expect(saved(page)).toBeVisible()
  expect(await page.evaluate(() => [...(window as unknown as { reads: Set<string> }).reads].filter((key) => key.startsWith('filler')))).toEqual([])
  await at(89)
  await expect(footer(page)).toContainText('Local storage is 89% full')
  await at(90)
  await expect(footer(page)).toContainText('Local storage is almost full (90%)')
  await page.getByRole('link', { name: 'Make room' }).click()
  await expect(space(page)).toContainText('Local storage is almost full (90%), most of it other programs at this address')
  await expect(space(page)).toContainText('Clear what those programs keep here')
  await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key)))
  await page.reload()
  await expect(space(page)).toBeVisible()
  await expect(space(page)).not.toContainText('full')
})

test('an assessment that takes most is named, in another assessment too', async ({ page }) => {
  await begun(page, 'Valve 1')
  const large = page.url()
  const id = large.match(/[0-9a-f-]{36}/)![0]
  // What a later layout would store of it: a text that belongs to it all the same.
  await page.evaluate((id) => localStorage.setItem(`exready/2/${id}/1/extra/x`, 'x'.repeat(3_700_000)), id)
  await home(page).click()
  await page.getByRole('button', { name: 'New assessment' }).click()
  await name(page).fill('Valve 2')
  await page.reload()
  await expect(footer(page)).toContainText('most of it Valve 1 (3.8 MB). Download an assessment you no longer need, then remove it.')
})

for (const answer of [true, false]) {
  test(`the browser is asked once to keep what is stored: ${answer}`, async ({ page }) => {
    await page.addInitScript(withPersist, answer)
    await begun(page, 'Valve 1')
    await home(page).click()
    await expect(space(page)).toContainText('This browser may remove what you entered when it runs short of space. Ask it to keep it?')
    const said = answer ? 'This browser keeps what you entered' : 'it made no promise'
    await page.getByRole('button', { name: 'Keep my work' }).click()
    await expect(space(page)).toContainText(said)
    await expect(page.getByRole('button', { name: 'Keep my work' })).toHaveCount(0)
    await page.reload()
    await expect(space(page)).toContainText(said)
    await expect(page.getByRole('button', { name: 'Keep my work' })).toHaveCount(0)
    // Its own name is no assessment.
    await expect(page.getByRole('link', { name: /changed/ })).toHaveCount(1)
  })
}

test('a browser that says nothing of keeping is not asked', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'storage', { get: () => undefined }))
  await begun(page, 'Valve 1')
  await home(page).click()
  await expect(space(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Keep my work' })).toHaveCount(0)
})

test('copies of damaged texts are named, downloaded as one file, and deleted after a question', async ({ page }) => {
  await begun(page, 'Valve 1')
  const id = page.url().match(/[0-9a-f-]{36}/)![0]
  await page.evaluate(damage, id)
  await page.goto('/')
  const copies = section(page, 'Unreadable records')
  await expect(copies.getByRole('listitem').first()).toContainText('Valve 1')
  await copies.getByText('2 records').click()
  await expect(copies.getByText('answer/4-1/SR-2/whole')).toBeVisible()
  await copies.getByRole('button', { name: 'Delete copies' }).click()
  await expect(copies).toContainText('Delete 3 copies (2 KB)? This cannot be undone. You have not downloaded all of them since you opened this page.')
  await copies.getByRole('button', { name: 'Cancel' }).click()
  await expect(copies.getByRole('button', { name: 'Delete copies' })).toBeFocused()
  const waiting = page.waitForEvent('download')
  await copies.getByRole('button', { name: 'Download all as one file' }).click()
  const file = JSON.parse(readFileSync(await (await waiting).path(), 'utf8'))
  expect(Object.keys(file)).toEqual([`${id}/answer/4-1/SR-2/whole`, `${id}/evidence/e`, 'lost/test_item'])
  await copies.getByRole('button', { name: 'Delete copies' }).click()
  await expect(copies).toContainText('You have downloaded all of them.')
  await copies.getByRole('button', { name: 'Delete 3 copies permanently' }).click()
  await expect(copies).toHaveCount(0)
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('exready/aside/')))).toEqual([])
  await page.getByRole('link', { name: /Valve 1/ }).click()
  await expect(name(page)).toHaveValue('Valve 1')
})

test('a name said once stands for mine, in every tab', async ({ context, page }) => {
  const app = await App.example(page)
  const tab = await context.newPage()
  await tab.goto('/')
  // Asked for where it first matters.
  await app.step('Answers').click()
  await app.openRequirement('SM-4')
  await app.button('Mine').click()
  const ask = page.getByLabel('Your name')
  await expect(ask).toBeFocused()
  await ask.press('Enter')
  await expect(page.getByText('Enter a name first.')).toBeVisible()
  await ask.fill('Ada Lovelace')
  await ask.press('Enter')
  await expect(page.getByLabel('Owner', { exact: true })).toHaveValue('Ada Lovelace')
  await expect(ask).toHaveCount(0)
  await expect(app.button('Mine')).toBeFocused()
  await expect(tab.getByLabel('Your name')).toHaveValue('Ada Lovelace')
  // Author of what one adds, and removable.
  await app.button('Add evidence').click()
  const author = page.getByLabel('Author', { exact: true }).last()
  await expect(author).toHaveValue('Ada Lovelace')
  // Changed in the other tab, it is used here; what was entered stays.
  await tab.getByLabel('Your name').fill('Ada King ')
  await app.row('SM-4').click()
  await app.openRequirement('SM-3')
  await app.button('Mine').click()
  await expect(page.getByLabel('Owner', { exact: true })).toHaveValue('Ada King')
  await app.step('Results').click()
  await page.getByRole('link', { name: 'Gaps' }).click()
  const owner = page.getByLabel('Owner', { exact: true })
  await expect(owner.getByRole('option').nth(1)).toHaveText('Mine')
  await owner.selectOption('Mine')
  for (const row of await page.locator('.gap-row:visible').all()) await expect(row).toContainText('Owner: Ada King')
  // It is in the document only where it was entered.
  const bundle = (await app.download()).toString()
  expect(bundle.match(/Ada King/g)?.length).toBeGreaterThanOrEqual(1)
  expect(Object.keys(JSON.parse(bundle))).not.toContain('name')
  await tab.getByLabel('Your name').fill('x'.repeat(301))
  await expect(tab.getByText(/300 characters/)).toBeVisible()
  expect(await tab.evaluate(() => localStorage.getItem('exready/name'))).toBe('Ada King')
  await tab.getByLabel('Your name').fill('')
  expect(await tab.evaluate(() => localStorage.getItem('exready/name'))).toBe(null)
})

/** Everything that is stored. */
const snapshot = async (page: Page) => page.evaluate(async () => {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('exready')
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  const entries = await new Promise<unknown[]>((resolve) => {
    const request = database.transaction('entries').objectStore('entries').getAll()
    request.onsuccess = () => resolve(request.result)
  })
  database.close()
  return { entries, stored: { ...localStorage } }
})

const left = 'A newer version of Exready is open in another tab. Reload to go on; nothing is lost.'

test('a tab makes way for a later version: what was entered is saved, and nothing after it', async ({ context, page }) => {
  const app = await begun(page, 'Valve 1')
  await context.route('/later', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }))
  const later = await context.newPage()
  await later.goto('/later')
  // The last letters are on their way while the later version asks.
  const typing = name(page).pressSequentially(' is the best valve')
  await later.evaluate(takeOver)
  await typing.catch(() => {})
  await expect(page.getByText(left)).toBeVisible()
  // Whoever goes on typing presses no button with it.
  await expect(page.locator('.left')).toBeFocused()
  await expect(app.button('Reload')).toBeVisible()
  const before = await snapshot(later)
  expect(await page.locator('.screen').getAttribute('inert')).not.toBeNull()
  // What is inert has no role and no label.
  const typed = await page.evaluate(() => {
    const labels = [...document.querySelectorAll('label')]
    return (labels.find((label) => label.textContent === 'Name')!.control as HTMLInputElement).value
  })
  expect(JSON.stringify(before.stored)).toContain(typed.trim())
  expect(JSON.stringify(before.entries)).toContain(typed.trim())
  // Nothing more: keys, undo, another tab's message, leaving the page.
  await page.keyboard.press('Control+z')
  await page.keyboard.type('Lost')
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
  await home(page).click()
  await expect(page.getByRole('heading', { name: 'Assess yourself against IEC 62443' })).toBeVisible()
  await expect(page.getByText(left)).toBeVisible()
  expect(await snapshot(later)).toEqual(before)
  // This page is as old as before, and says so again instead of going on with less.
  await page.goBack()
  await page.reload()
  await expect(page.getByText('Reload to get the newer version; nothing is lost.')).toBeVisible()
  await expect(page.getByText(/A later version of Exready has stored this assessment/)).toBeVisible()
  expect(await snapshot(later)).toEqual(before)
})

test('what cannot be saved before a later version takes over is said not to be', async ({ context, page }) => {
  await begun(page, 'Valve 1')
  await context.route('/later', (route) => route.fulfill({ contentType: 'text/html', body: '<link rel="icon" href="data:,">' }))
  const later = await context.newPage()
  await later.goto('/later')
  await page.evaluate(() => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }
    IDBObjectStore.prototype.add = () => { throw new DOMException('full', 'QuotaExceededError') }
  })
  await name(page).fill('Valve 2')
  await later.evaluate(takeOver)
  await expect(page.getByText(/your last change is not saved. Download the bundle to keep it, then reload/).first()).toBeVisible()
  await expect(page.getByRole('banner').getByRole('button', { name: 'Download bundle' })).toBeEnabled()
})

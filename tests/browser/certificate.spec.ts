// The certificate preview and the view of the Cyber Resilience Act, reached by
// real answers, on the screen and on paper.
import { inflateSync } from 'node:zlib'
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

const results = (page: Page) => page.getByRole('navigation', { name: 'Parts of the results' })
const parts = (page: Page) => page.getByRole('navigation', { name: 'Parts assessed' })

/** The ids of the rows that are shown, in their order. */
async function rows(page: Page, count: number): Promise<string[]> {
  return (await page.locator('.requirement .row-id').allTextContents()).slice(0, count).map((id) => id.trim())
}

/** The texts that each page of a PDF draws, as glyph numbers. */
function pageTexts(pdf: Buffer): string[][] {
  const streams = pdf.toString('latin1').matchAll(/stream\r?\n([^]*?)endstream/g)
  const contents = [...streams].flatMap(([, bytes]) => {
    try { return [inflateSync(Buffer.from(bytes, 'latin1')).toString('latin1')] } catch { return [] }
  })
  const drawn = contents.filter((text) => text.includes('BT\n') && text.includes(' Tf'))
  return drawn.map((text) => [...text.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, glyphs]) => glyphs))
}

test('the workshop\'s ratios stand on the preview, which says that it is none', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await app.step('Selection').click()
  await page.getByRole('checkbox', { name: 'IEC 62443-2-4' }).check()
  await page.getByRole('checkbox', { name: 'IEC 62443-4-1' }).check()
  await page.getByRole('checkbox', { name: 'IEC 62443-3-3' }).check()
  await page.getByRole('radio', { name: /^SL 4/ }).check()
  const id = page.url().split('/select')[0]

  for (const [part, group, count] of [['2-4', 'Staffing', 4], ['4-1', 'SR', 4], ['3-3', 'FR-2', 12]] as const) {
    await page.goto(`${id}/assess/${part}/${group}`)
    await expect(page.getByRole('link', { name: new RegExp(`^${group} 0/`) })).toHaveAttribute('aria-current', 'true')
    for (const requirement of await rows(page, count)) {
      const row = page.locator('.requirement a').filter({ has: page.getByText(requirement, { exact: true }) }).first()
      await row.click()
      await expect(row).toHaveAttribute('aria-expanded', 'true')
      await page.getByRole('radio', { name: 'Pass', exact: true }).check()
    }
  }

  await app.step('Results').click()
  await results(page).getByRole('link', { name: 'Certificate preview' }).click()
  for (const [part, ratio] of [['2-4', 'Staffing (4/11)'], ['4-1', 'SR (4/5)'], ['3-3', 'FR-2 (12/24)']]) {
    await parts(page).getByRole('link', { name: part }).click()
    await expect(page.getByRole('rowheader', { name: ratio })).toBeVisible()
    const band = page.getByRole('article').getByText('Self-assessment, not a certificate')
    await expect(band).toBeVisible()
  }
  await expect(page.getByText('slides show 12 of 23 for FR 2.')).toBeVisible()
  // CV-4: passed, not applicable, total, not evaluated.
  const cells = page.getByRole('row', { name: /^FR-2 / }).getByRole('cell')
  await expect(cells).toHaveText(['12', '0', '24', '12', /^SL \d$/])
  await expect(page.getByText(/^[0-9a-f]{64}$/)).toBeVisible()

  // An empty field leads to where it is stated.
  await page.getByRole('link', { name: 'Enter: Limitations' }).click()
  await expect(page.getByLabel('Limitations')).toBeVisible()
})

test('the preview of the example on paper: its words on every page, no buttons', async ({ page }, info) => {
  const app = await App.example(page)
  await app.step('Results').click()
  await results(page).getByRole('link', { name: 'Certificate preview' }).click()
  await page.evaluate(() => { window.print = () => { document.title = 'printed' } })
  await app.button('Print').click()
  await expect(page).toHaveTitle('printed')
  await page.emulateMedia({ media: 'print' })
  // As wide as A4 between its margins: a table is a table there.
  await page.setViewportSize({ width: 673, height: 900 })
  await expect(page.locator('.certificate td').first()).toHaveCSS('display', 'table-cell')
  await expect(page.getByRole('article').getByText('Self-assessment, not a certificate')).toBeVisible()
  await expect(app.button('Print')).toBeHidden()
  await page.screenshot({ path: info.outputPath('certificate-print.png'), fullPage: true })
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)

  const pages = pageTexts(await page.pdf({ preferCSSPageSize: true }))
  expect(pages.length).toBeGreaterThan(1)
  // What page 2 begins with is the band, so it stands on every page.
  const band = pages[1].slice(0, 2)
  for (const texts of pages) expect(texts.join(' ')).toContain(band.join(' '))
})

test('the annex names its gap, what is beyond IEC 62443, and follows an answer', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-27T12:00:00Z'))
  const app = await App.open(page)
  await app.button('New assessment').click()
  await app.step('Selection').click()
  await page.getByRole('checkbox', { name: 'IEC 62443-4-1' }).check()
  await app.step('Results').click()
  await results(page).getByRole('link', { name: 'Cyber Resilience Act' }).click()
  await expect(page.getByText('applies since 2026-09-11')).toBeVisible()
  await expect(page.getByText('applies from 2027-12-11')).toBeVisible()
  await expect(page.getByText('No IEC 62443 standard gives presumption of conformity')).toBeVisible()
  await expect(page.getByRole('row', { name: /^I\(2\)\(g\)/ })).toContainText('Gap: IEC 62443 has no counterpart')
  await expect(page.getByText('Reporting clock')).toBeVisible()

  const row = page.getByRole('row', { name: /^II\(4\)/ })
  await expect(row).toContainText('Not answered')
  await row.getByText('0 of 2 pass').click()
  await row.getByRole('link', { name: '4-1 DM-5' }).click()
  await expect(app.row('DM-5')).toHaveAttribute('aria-expanded', 'true')
  await page.getByRole('radio', { name: 'Pass', exact: true }).check()
  await app.step('Results').click()
  await results(page).getByRole('link', { name: 'Cyber Resilience Act' }).click()
  await expect(row).toContainText('1 of 2 in scope passes')
  await expect(row).toContainText('1 of 2 pass')
})

test('without a part there is neither, and a way to select one', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await app.step('Selection').click()
  await expect(page.getByRole('checkbox', { name: 'IEC 62443-4-1' })).not.toBeChecked()
  const id = page.url().split('/select')[0]
  for (const tab of ['certificate', 'certificate/4-1', 'cra']) {
    await page.goto(`${id}/results/${tab}`)
    await expect(page.getByText('No part is selected, so there are no results yet.')).toBeVisible()
  }
})

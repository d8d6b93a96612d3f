// Forced colours: a state is told by a line, a shape or a colour of the system, never by a fill alone.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

test.use({ forcedColors: 'active' })

/** How an element looks, as far as forced colours leave it, with the marks in it. */
const look = (page: Page, selector: string) => page.locator(selector).first().evaluate((element) => {
  const { borderTopStyle, borderLeftStyle, borderLeftWidth, borderTopWidth, borderRightWidth, borderTopColor, borderRadius, backgroundColor, backgroundImage, color, textDecorationLine, transform, outlineStyle, outlineWidth } = getComputedStyle(element)
  const path = element.querySelector('path')?.getAttribute('d')
  return JSON.stringify({ borderTopStyle, borderLeftStyle, borderLeftWidth, borderTopWidth, borderRightWidth, borderTopColor, borderRadius, backgroundColor, backgroundImage, color, textDecorationLine, transform, outlineStyle, outlineWidth, path })
})

/** That no two of these look alike. */
async function differ(page: Page, ...selectors: string[]) {
  const looks = []
  for (const selector of selectors) looks.push(await look(page, selector))
  expect(new Set(looks).size, `${selectors.join(' | ')}\n${looks.join('\n')}`).toBe(selectors.length)
}

test('in forced colours every state has a shape of its own', async ({ page }) => {
  const app = await App.example(page)
  await differ(page, '.step[aria-current] .step-name', '.step:not([aria-current]) .step-name')
  await differ(page, '.step-attention .step-mark', '.step-done .step-mark', '.step-progress .step-mark', '.step-open .step-mark')
  await differ(page, '.tabs a[aria-current]', '.tabs a:not([aria-current])')
  await app.step('Answers').click()
  await page.getByRole('link', { name: /^SUM / }).click()
  await differ(page, '.chip[aria-pressed=true]', '.chip[aria-pressed=false]')
  await app.openRequirement('SUM-3')
  await differ(page, '.requirement.open > .row', '.requirement:not(.open) > .row')
  await differ(page, '.option:has(:checked)', '.option:not(:has(:checked))')
  await page.getByRole('link', { name: /^SR / }).click()
  await differ(page, '.verdict.pass', '.verdict.fail')
  await app.openRequirement('SR-2')
  await differ(page, '.facts .shown .fact-mark', '.facts li:not(.shown) .fact-mark')
  await differ(page, '.button:disabled', '.button:not(:disabled)')
  // The focus, on a link, a button and a field.
  for (const target of [page.locator('.row').first(), page.locator('.chip').first(), page.getByLabel('Owner')]) {
    const before = await target.evaluate((element) => getComputedStyle(element).outlineStyle)
    await target.focus()
    await page.keyboard.press('Shift')
    expect(await target.evaluate((element) => getComputedStyle(element).outlineStyle)).not.toBe(before)
  }

  const results = `${page.url().split('/assess')[0]}/results`
  await page.goto(`${results}/progress`)
  await differ(page, '.day-bar .passed', '.day-bar .not-applicable', '.day-bar .rest')
  await page.goto(results.replace('/results', '/route'))
  await expect(page.locator('.iecex-answer').first()).toBeVisible()
  await page.goto(results.replace('/results', '/select'))
  await differ(page, '.part-card.chosen', '.part-card:not(.chosen)')
  // The diagram keeps its lines, and its text stays readable on what is behind it.
  await page.goto(results.replace('/results', '/scope/components'))
  const [box, text] = await Promise.all(['.diagram-box', '.diagram-text'].map((selector) =>
    page.locator(selector).first().evaluate((element) => getComputedStyle(element).fill)))
  expect(box).not.toBe(text)
  await differ(page, '.diagram-conduit', '.diagram-line').catch(async () => {
    // Both are lines without border or background: their strokes tell them apart.
    const strokes = await Promise.all(['.diagram-conduit', '.diagram-line'].map((selector) =>
      page.locator(selector).first().evaluate((element) => `${getComputedStyle(element).stroke} ${getComputedStyle(element).strokeWidth}`)))
    expect(strokes[0]).not.toBe(strokes[1])
  })
})

// Answers per component: a verdict for each, figures for each, and what becomes of
// them when a component is removed.
import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { App } from './app.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** The example assessed to 4-2 for two types: the transmitter, its page and its tool. */
async function assessed(page: Page): Promise<App> {
  const app = await App.example(page)
  await app.step('Selection').click()
  await page.getByRole('checkbox', { name: 'IEC 62443-4-2' }).check()
  for (const kind of ['Software', 'Embedded']) await page.getByRole('checkbox', { name: new RegExp(`^${kind}`) }).check()
  return app
}

async function openCr11(app: App) {
  await app.step('Answers').click()
  await app.page.goto(`${app.page.url().split('/assess')[0]}/assess/4-2/CR_1.1`)
  await expect(app.row('CR 1.1')).toHaveAttribute('aria-expanded', 'true')
}

test('an answer per component counts, stands in the figures, and survives its component', async ({ page }) => {
  const app = await assessed(page)
  await openCr11(app)
  const subjects = page.getByRole('group', { name: 'Answered for' })
  const form = page.getByRole('listitem').filter({ has: app.row('CR 1.1') })
  await expect(subjects.getByRole('radio')).toHaveCount(4)
  await form.getByRole('radio', { name: 'Pass', exact: true }).check()
  await expect(subjects.getByText('counts for each')).toBeVisible()

  // The keyboard goes from segment to segment.
  await subjects.getByRole('radio', { name: /^The whole/ }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(subjects.getByRole('radio', { name: /^Transmitter electronics/ })).toBeChecked()
  await form.getByRole('radio', { name: 'Pass', exact: true }).check()
  await expect(subjects.getByText('The whole: Not evaluated, because of Built-in web page, GasGuard Config.')).toBeVisible()
  await expect(subjects.getByText('The answer for the whole is kept')).toBeVisible()
  await subjects.getByRole('radio', { name: /^GasGuard Config/ }).check()
  await expect(form.getByLabel('Conformance statement')).toHaveValue('')
  await form.getByLabel('Conformance statement').fill('The tool asks for no password.')
  await form.getByRole('radio', { name: 'Fail', exact: true }).check()
  await expect(subjects.getByText('The whole: Fail, because of GasGuard Config.')).toBeVisible()
  await expect(app.row('CR 1.1')).toContainText('Fail')
  // What is raised stands with the answer it is raised on.
  const failed = form.getByText('CV-4')
  await expect(failed).toBeVisible()
  await subjects.getByRole('radio', { name: /^Transmitter electronics/ }).check()
  await expect(failed).toHaveCount(0)
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme })
    await page.evaluate(() => scrollTo(0, 0))
    const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`), scheme).toEqual([])
  }
  await page.setViewportSize({ width: 320, height: 700 })
  const edges = await subjects.locator('label, p').evaluateAll((all) => all.map((one) => one.getBoundingClientRect().right))
  expect(Math.max(...edges)).toBeLessThanOrEqual(320)
  await page.setViewportSize({ width: 1280, height: 800 })

  // Figures and preview have a line for each component.
  const figures = (name: string) => page.getByRole('region', { name: 'Figures per component' }).getByRole('row', { name })
  const results = page.url().split('/assess')[0]
  for (const tab of ['results/4-2', 'results/certificate/4-2']) {
    await page.goto(`${results}/${tab}`)
    await expect(figures('Transmitter electronics')).toContainText('4-2 (1/87)')
    await expect(figures('GasGuard Config')).toContainText('4-2 (0/77)')
    await expect(figures('GasGuard Config')).toContainText('SL‑C (0 0 0 0 0 0 0)')
  }
  await page.goto(`${results}/results/findings`)
  await expect(page.getByRole('listitem').filter({ hasText: '4-2 CR 1.1' }).filter({ hasText: 'GasGuard Config' }).first()).toBeVisible()

  // Removed with its component, and brought back for another place.
  await app.step('Scope').click()
  await page.getByRole('link', { name: 'Components', exact: true }).click()
  await app.button('Remove GasGuard Config').click()
  await app.step('Selection').click()
  const aside = page.getByRole('listitem').filter({ hasText: 'The tool asks for no password.' })
  await expect(aside).toContainText('GasGuard Config')
  await expect(aside.getByRole('combobox').getByRole('option')).toHaveText(['Built-in web page'])
  await aside.getByRole('button', { name: /^Bring back CR 1.1/ }).click()
  await expect(aside).toHaveCount(0)
  await openCr11(app)
  await expect(subjects.getByText('The whole: Fail, because of Built-in web page.')).toBeVisible()
  await subjects.getByRole('radio', { name: /^Built-in web page/ }).check()
  await expect(form.getByLabel('Conformance statement')).toHaveValue('The tool asks for no password.')
})

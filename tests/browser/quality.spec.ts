// Every screen, light and dark: accessible, within the policy, without shifts.
import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { onEachScreen, screens } from './screens'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1280, 360]) {
    test(`axe finds nothing: ${colorScheme}, ${width} px`, async ({ browser }) => {
      test.setTimeout(screens.length * 10_000)
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
      await onEachScreen(context, async (name, page) => {
        const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
        const lines = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
        expect.soft(lines, name).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect.soft(overflow, `${name}: no sideways scrolling`).toBeLessThanOrEqual(0)
      })
      await context.close()
    })
  }
}

test('the policy of the page forbids inline script, foreign requests and inline style', async ({ page }) => {
  const response = await page.goto('/')
  const policy = response!.headers()['content-security-policy']
  for (const directive of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'"]) {
    expect(policy).toContain(directive)
    expect(await page.locator('meta[http-equiv]').getAttribute('content')).toContain(directive)
  }
  expect(policy).not.toContain('unsafe-inline')
  const blocked = await page.evaluate(() => fetch('https://example.com/').then(() => 'sent', () => 'blocked'))
  expect(blocked).toBe('blocked')
  const worker = await page.evaluate(() => new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective))
    new Worker(URL.createObjectURL(new Blob(['']))).onmessage = () => resolve('it runs')
  }))
  expect(worker).toBe('worker-src')
})

test('the page does not shift while it starts', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const shift = await page.evaluate(() => new Promise<number>((resolve) => {
    let sum = 0
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value
    }).observe({ type: 'layout-shift', buffered: true })
    setTimeout(() => resolve(sum), 300)
  }))
  expect(shift).toBeLessThan(0.01)
})

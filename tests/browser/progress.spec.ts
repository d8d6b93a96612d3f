// Progress: the figures of each day, kept with the assessment.
import { expect, test } from '@playwright/test'
import { App } from './app.ts'

const progress = (app: App) => app.page.getByRole('link', { name: 'Progress', exact: true })


test('each day has a line, the latest first, and says how it moved', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2026-11-02T10:00:00Z'))
  const app = await App.example(page)
  const home = page.url().split('/scope')[0]
  await page.goto(`${home}/assess/4-1/SR-4`)
  await page.getByRole('radio', { name: 'Fail', exact: true }).check()
  await page.clock.setFixedTime(new Date('2026-11-05T10:00:00Z'))
  await page.getByRole('radio', { name: 'Pass', exact: true }).check()
  await app.step('Results').click()
  await progress(app).click()
  const rows = page.getByRole('table', { name: 'Progress on IEC 62443-4-1' }).locator('tbody').getByRole('row')
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText('2026-11-05')
  await expect(rows.first()).toContainText('+1')
  await expect(rows.last()).toContainText('2026-11-02')

  // They are there after a reload, and after the same assessment was opened from its bundle.
  await page.reload()
  await expect(rows).toHaveCount(2)
  const bundle = await app.download()
  await page.goto(`${home}/assess/4-1/SR-4`)
  await page.getByRole('radio', { name: 'Fail', exact: true }).check()
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.choose('again.exready.json', bundle)
  await page.getByRole('button', { name: 'Replace it' }).click()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  await page.goto(`${home}/results/progress`)
  await expect(rows).toHaveCount(2)
})

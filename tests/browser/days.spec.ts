// Days on screen are those of the user, wherever that is.
import { expect, test } from '@playwright/test'
import { App } from './app'

// The same moment is another day at the two ends of the world.
const MOMENT = new Date('2026-11-23T10:30:00Z')

for (const [timezoneId, today, yesterday] of [
  ['Pacific/Kiritimati', '2026-11-24', '2026-11-23'],
  ['Pacific/Midway', '2026-11-22', '2026-11-21'],
]) {
  test.describe(timezoneId, () => {
    test.use({ timezoneId })

    test('days are local, and what is due today is not overdue', async ({ page }) => {
      const moment = new Date(timezoneId === 'Pacific/Midway' ? '2026-11-23T09:30:00Z' : MOMENT)
      await page.clock.setFixedTime(moment)
      const app = await App.example(page)
      await page.getByLabel('Type or model code').fill('changed')
      await page.goto(`${page.url().split('/scope')[0]}/assess/4-1/SR-4`)
      await page.getByRole('radio', { name: 'Fail', exact: true }).check()
      const due = page.getByLabel('Due date', { exact: true })
      await due.fill(today)
      await due.dispatchEvent('change')

      const remarks = page.locator('.gap-row', { hasText: 'SR-4' }).locator('.gap-remarks')
      const results = `${page.url().split('/assess')[0]}/results`
      await page.goto(`${results}/gaps`)
      await expect(remarks).toContainText(`Due ${today}`)
      await expect(remarks).not.toContainText('Overdue')
      await page.goto(`${results}/findings`)
      await expect(page.getByText(`Was to be settled by ${today}`)).toHaveCount(0)
      await page.goto(`${results}/progress`)
      await expect(page.getByRole('rowheader', { name: today })).toBeVisible()
      await page.goto(`${results}/certificate`)
      await expect(page.locator('.certificate')).toContainText(`Assessment started${today}`)
      await expect(page.locator('.certificate')).toContainText(`Last changed${today}`)
      const bundle = JSON.parse((await app.download()).toString('utf8'))
      expect(bundle.assessment.day).toBe(today)
      expect(bundle.assessment.modified.slice(0, 10)).toBe('2026-11-23')
      await page.getByRole('link', { name: 'Exready' }).click()
      await expect(page.getByText(`changed ${today}`)).toBeVisible()

      // A day later, where the user is, it is overdue; the checks say so with the next change.
      await page.goto(`${results}/gaps`)
      await page.clock.setFixedTime(new Date(moment.getTime() + 24 * 3600 * 1000))
      await page.reload()
      await expect(remarks).toContainText(`Overdue since ${today}`)
      await page.goto(`${results.replace('/results', '/assess')}/4-1/SR-4`)
      await due.fill(yesterday)
      await due.dispatchEvent('change')
      await page.goto(`${results}/findings`)
      await expect(page.getByText(`Was due on ${yesterday}`)).toBeVisible()
    })
  })
}

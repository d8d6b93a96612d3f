// Gaps: the list, the trial that touches no answer, and the file.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { App } from './app.ts'

let app: App

test.beforeEach(async ({ page }) => {
  app = await App.example(page)
  await app.step('Results').click()
  await page.getByRole('navigation', { name: 'Parts of the results' }).getByRole('link', { name: 'Gaps' }).click()
})

test('marking gaps as closed changes the trial and no answer', async ({ page }) => {
  const trial = page.getByRole('region', { name: 'What if: try closing gaps' })
  const coverage = trial.getByRole('row', { name: /Coverage of 4-1/ })
  const first = page.getByRole('listitem').filter({ hasText: '4-1' }).filter({ hasText: 'Adds one to coverage' }).getByRole('checkbox').first()
  await first.check()
  await expect(trial.getByText(/^Coverage of 4-1: 4-1/)).toBeVisible()
  await trial.getByText(/^Coverage of 4-1: 4-1/).click()
  const now = await coverage.getByRole('cell').first().textContent()
  const passed = Number(/\((\d+)\/47\)/.exec(now!)![1])
  await expect(coverage.getByRole('cell').last()).toHaveText(`4-1 (${passed + 1}/47)`)
  await expect(trial.getByText('Trial: 1 gap closed.')).toBeVisible()
  await page.getByRole('navigation', { name: 'Parts of the results' }).getByRole('link', { name: 'Coverage and levels' }).click()
  await expect(page.getByText(`4-1 (${passed}/47)`, { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled()
})

test('the list is found by text and owner, and is taken as a file', async ({ page }) => {
  const shown = page.locator('.gap-row:visible')
  await expect(shown.first()).toBeVisible()
  const all = await shown.count()
  expect(all).toBeGreaterThan(3)
  const id = await shown.nth(2).getByRole('link').textContent()
  await page.getByRole('textbox', { name: 'Search gaps' }).fill(id!.toLowerCase())
  await expect(shown).toHaveCount(1)
  await expect(shown.getByRole('link')).toHaveText(id!)
  await page.getByRole('textbox', { name: 'Search gaps' }).fill('no such gap')
  await expect(page.getByText('No gaps match this filter.')).toBeVisible()
  await page.getByRole('textbox', { name: 'Search gaps' }).fill('')
  await expect(shown).toHaveCount(all)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download the list (CSV)' }).click()
  const file = await download
  expect(file.suggestedFilename()).toMatch(/^gasguard-200-.*-gaps\.csv$/)
  const text = readFileSync(await file.path(), 'utf8')
  expect(text.startsWith('\ufeffPart,Requirement,Title')).toBe(true)
  expect(text.trimEnd().split('\r\n')).toHaveLength(all + 1)
})

test('owner and due date of an answer stand in its gap, and a day gone by is overdue', async ({ page }) => {
  await page.clock.setFixedTime(new Date('2027-01-10T12:00:00Z'))
  const gap = page.locator('.gap-row').first()
  await gap.getByRole('link').click()
  await page.getByRole('textbox', { name: 'Owner' }).fill('Ann')
  await page.getByLabel('Due date', { exact: true }).fill('2027-01-09')
  await page.goBack()
  const due = page.locator('.gap-row').filter({ hasText: 'Owner: Ann' })
  await expect(due).toContainText('Overdue since 2027-01-09')
  await page.getByRole('combobox', { name: 'Owner' }).selectOption('Ann')
  await expect(page.locator('.gap-row:visible')).toHaveCount(1)
})

test('a level aimed at gives a second ratio beside the first', async ({ page }) => {
  await app.step('Selection').click()
  await page.getByRole('combobox', { name: 'Target maturity level' }).selectOption({ index: 2 })
  await app.step('Results').click()
  const line = page.getByRole('row', { name: /SR \(4\/5\)/ })
  await expect(line).toContainText(/\d\/5 at ML 2 or above/)
})

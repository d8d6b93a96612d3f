// Findings: by severity with counts, narrowed down, and each leads to its place.
import { expect, test } from '@playwright/test'
import { App } from './app.ts'

let app: App

test.beforeEach(async ({ page }) => {
  app = await App.example(page)
  await page.getByRole('contentinfo').getByRole('link', { name: /finding/ }).click()
  await expect(page.getByRole('heading', { name: 'Findings' })).toBeVisible()
})

test('each severity stands with its count and can be shown alone', async ({ page }) => {
  const major = page.getByRole('region', { name: 'Major' })
  const heading = await major.getByRole('heading').textContent()
  const count = Number(/\((\d+)\)/.exec(heading!)![1])
  await expect(major.getByRole('listitem')).toHaveCount(count)
  await page.getByRole('combobox', { name: 'Severity' }).selectOption('Question')
  await expect(major).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'Question' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Part' }).selectOption('4-1')
  const links = page.getByRole('region', { name: 'Question' }).getByRole('link')
  await expect(links.filter({ hasText: /^4-1 / }).first()).toBeVisible()
  await expect(links.filter({ hasText: /^(2-4|3-3|4-2) / })).toHaveCount(0)
})

test('what is found across requirements stands at the one it leads to, and is counted with its part', async ({ page }) => {
  await app.step('Answers').click()
  await app.row('SM-5').click()
  const form = page.getByRole('listitem').filter({ has: app.row('SM-5') })
  const finding = form.getByText('SM-5 does not pass, so the requirements')
  await expect(finding).toHaveCount(0)
  await form.getByRole('radio', { name: 'Fail', exact: true }).check()
  await expect(finding).toBeVisible()
  await form.getByRole('radio', { name: 'Pass', exact: true }).check()
  await expect(finding).toHaveCount(0)
  await form.getByRole('radio', { name: 'Fail', exact: true }).check()
  await app.step('Selection').click()
  await page.getByRole('checkbox', { name: 'IEC 62443-3-3' }).check()
  await app.step('Results').click()
  const major = async (part: RegExp) =>
    Number(await page.getByRole('region', { name: 'All parts at a glance' }).getByRole('row', { name: part }).getByRole('cell').last().textContent())
  const counted = await major(/^4-1/)
  await page.getByRole('navigation', { name: 'Parts of the results' }).getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('combobox', { name: 'Part' }).selectOption('4-1')
  await expect(page.getByRole('region', { name: 'Major' }).getByRole('listitem')).toHaveCount(counted)
})

test('what another requirement causes or settles moves the line it leads to', async ({ page }) => {
  await app.step('Answers').click()
  await app.row('SM-5').click()
  await page.getByRole('radio', { name: 'Not evaluated', exact: true }).check()
  await expect(app.row('SM-5')).toContainText('1 finding')
  await app.row('SM-10').click()
  await page.getByRole('radio', { name: 'Pass', exact: true }).check()
  await expect(app.row('SM-5')).not.toContainText('finding')
  await app.button('Undo').click()
  await expect(app.row('SM-5')).toContainText('1 finding')
})

test('a finding leads to its requirement', async ({ page }) => {
  const link = page.getByRole('region', { name: 'Major' }).getByRole('link', { name: /^4-1 / }).first()
  const id = (await link.textContent())!.replace('4-1 ', '')
  await link.click()
  await expect(app.row(id)).toHaveAttribute('aria-expanded', 'true')
})

test('an item that has expired is found, leads to itself, and a new day clears it', async ({ page }) => {
  await app.step('Evidence').click()
  await page.locator('.item-title').first().click()
  await page.getByLabel('Valid until').fill('2020-01-01')
  await page.getByLabel('Valid until').blur()
  await page.getByRole('contentinfo').getByRole('link', { name: /finding/ }).click()
  const expired = page.getByText('Was valid until 2020-01-01')
  await expect(expired).toBeVisible()
  await page.getByRole('listitem').filter({ has: expired }).getByRole('link').click()
  await expect(page.getByLabel('Valid until')).toHaveValue('2020-01-01')
  await expect(page.getByText('No longer counts')).toBeVisible()
  await page.goBack()
  await expect(expired).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(expired).toHaveCount(0)
})

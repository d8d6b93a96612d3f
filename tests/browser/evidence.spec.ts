// The register: found by any word of an item, and no slower for holding thousands.
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { App, root } from './app'
import { altered, anyEvidence } from './bundles'

const text = readFileSync(`${root}/tests/fixtures/bundle-1.0.0.exready.json`, 'utf8')

test('thousands of items are drawn fifty at a time, and each is found', async ({ page }) => {
  const app = await App.open(page)
  const many = altered(text, (bundle) => {
    const item = anyEvidence(bundle)
    for (let count = 0; count < 2000; count++) {
      bundle.assessment.records[`evidence/many-${count}`] = { ...item, title: `Report ${count}`, author: count === 777 ? 'Q. Quine' : 'A' }
    }
  })
  await app.choose('x.exready.json', many)
  await app.step('Evidence').click()
  const items = page.locator('.register .item')
  await expect(items).toHaveCount(50)
  await expect(page.getByText('2038 evidence items')).toBeVisible()
  await app.button('Show 50 more').click()
  await expect(items).toHaveCount(100)
  await page.getByLabel('Search evidence').fill('quine report')
  await expect(items).toHaveCount(1)
  await expect(page.getByText('1 evidence item', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /^Report 777/ }).click()
  await expect(page.getByLabel('Author', { exact: true })).toHaveValue('Q. Quine')
  await page.getByLabel('Search evidence').fill('no such thing')
  await expect(items).toHaveCount(0)
  // What is added stands first, whatever is looked for.
  await app.button('Add evidence').click()
  await expect(items).toHaveCount(1)
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Untitled evidence')
})

// ML-5
test('a link says where to look, and an item what it is evidence of and what sample it is', async ({ page }) => {
  const app = await App.example(page)
  await app.step('Answers').click()
  await app.openRequirement('SM-4')
  const link = page.getByLabel('Page or clause').first()
  await link.fill('clause 7.2')
  await page.getByLabel('Test case').first().fill('TC-14')
  await page.locator('.item-title').first().click()
  await page.getByRole('group', { name: 'What it is evidence of' }).first().getByRole('radio', { name: /^Effectiveness/ }).check()
  await page.getByText('If it is a sample').first().click()
  await page.getByLabel('Population').first().fill('all fixes of 2026')
  await page.reload()
  await expect(page.getByLabel('Page or clause').first()).toHaveValue('clause 7.2')
  await expect(page.getByLabel('Test case').first()).toHaveValue('TC-14')
  await page.locator('.item-title').first().click()
  await expect(page.getByRole('radio', { name: /^Effectiveness/ }).first()).toBeChecked()
  await expect(page.getByLabel('Population').first()).toHaveValue('all fixes of 2026')
})

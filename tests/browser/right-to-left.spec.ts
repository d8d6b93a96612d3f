// Names written from right to left stay whole beside figures and within sentences.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

const NAME = 'גלאי גז 200 (א)'

/**
 * Texts of the page in which the name stands beside something else in the same line and is
 * kept apart neither by an element nor by the signs for it.
 */
const loose = (page: Page, name: string) => page.evaluate((name) => {
  const found: string[] = []
  const isIsolated = (text: string) => {
    const parts = text.split(name)
    return parts.slice(1).every((after, index) => parts[index].endsWith('\u2068') && after.startsWith('\u2069'))
  }
  const look = (text: string, where: string) => {
    if (text.includes(name) && text.trim() !== name && !isIsolated(text)) found.push(`${where}: ${text}`)
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const text = walker.currentNode as Text
    const parent = text.parentElement!
    if (parent.closest('textarea, script, style')) continue
    look(text.data, parent.tagName)
    // Alone in its node, it may still have neighbours in the line.
    if (text.data.includes(name) && text.data.trim() === name && !parent.closest('bdi, option, text, title, dd, label')) {
      const block = parent.closest('p, li, td, th, h1, h2, h3, div, button, a, summary')!
      if (block.textContent!.trim() !== name) found.push(`${parent.tagName}.${parent.className} beside others`)
    }
  }
  for (const element of document.querySelectorAll('[aria-label], [title]')) {
    look(element.getAttribute('aria-label') ?? '', 'aria-label')
    look(element.getAttribute('title') ?? '', 'title')
  }
  look(document.title, 'the title of the window')
  return found
}, name)

test('a name from right to left is isolated wherever it is shown', async ({ page }) => {
  const app = await App.example(page)
  const id = page.url().split('/scope')[0]
  await page.getByLabel('Name', { exact: true }).fill(NAME)
  await page.getByLabel('Firmware version').fill(NAME)
  await page.goto(`${id}/scope/applicant`)
  await page.getByLabel('Name of the applicant').fill(NAME)
  await page.goto(`${id}/scope/components`)
  await app.button('Add a component').click()
  for (const label of ['Name of the component', 'Version', 'Supplier', 'Security zone']) {
    await page.locator('.item-open').getByLabel(label, { exact: true }).first().fill(NAME)
  }
  await page.goto(`${id}/route/certificates`)
  await app.button('Add a certificate').click()
  await page.locator('.item-open').getByLabel('Certificate number').first().fill(NAME)
  await page.goto(`${id}/route/iecex`)
  await app.button('Add a provider').click()
  await page.locator('.item-open').getByLabel('Provider name').first().fill(NAME)
  await page.goto(`${id}/assess/4-1/SR-4`)
  await page.getByLabel('Owner').fill(NAME)
  await app.button('Add evidence').click()
  await page.getByLabel('Title', { exact: true }).last().fill(NAME)
  await page.getByLabel('Document version', { exact: true }).last().fill(NAME)

  const screens = ['scope', 'scope/applicant', 'scope/components', 'route', 'route/certificates', 'route/iecex', 'select',
    'assess/4-1/SR-4', 'evidence', 'results', 'results/gaps', 'results/findings', 'results/certificate', 'hand-over']
  for (const screen of screens) {
    await page.goto(`${id}/${screen}`)
    await expect(page.locator('h1')).toBeVisible()
    expect.soft(await loose(page, NAME), screen).toEqual([])
  }
  await page.getByRole('link', { name: 'Exready' }).click()
  await page.getByRole('button', { name: /^Remove/ }).first().click()
  await expect(page.locator('.undo-line')).toBeVisible()
  expect.soft(await loose(page, NAME), 'start').toEqual([])

  // What is stored, sealed and named has no such signs, but for the picture.
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await expect(page.getByRole('button', { name: /^Remove/ })).toBeVisible()
  await page.goBack()
  const bundle = JSON.parse((await app.download()).toString('utf8'))
  const { handed_over: { diagram, ...texts }, ...rest } = bundle
  expect(JSON.stringify({ rest, texts })).not.toMatch(/[\u2066-\u2069]/)
  expect(diagram).toContain('unicode-bidi="plaintext"')
})

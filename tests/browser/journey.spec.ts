// The whole way of a manufacturer, by real clicks, in the release build.
import { readFileSync } from 'node:fs'
import Ajv2020 from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { expect, test } from '@playwright/test'
import { App, root } from './app'

test('new assessment to SR (4/5), bundle, another profile, the same bytes', async ({ browser }) => {
  const first = await browser.newContext()
  const app = await App.open(await first.newPage())
  const requests: string[] = []
  app.page.on('request', (request) => requests.push(request.url()))

  await app.button('New assessment').click()
  await app.page.getByLabel('Name', { exact: true }).fill('GasGuard 300')
  await app.page.getByLabel('Type or model code').fill('GG-300')
  await app.page.getByLabel('Firmware version').fill('3.0.0')
  await app.page.getByRole('link', { name: 'Applicant', exact: true }).click()
  await app.page.getByLabel('Name of the applicant').fill('Example Sensors GmbH')
  await app.page.getByRole('link', { name: 'See which certificates to apply for' }).click()
  await app.page.getByRole('link', { name: 'Continue to selection' }).click()
  // Nothing is ticked before the user decides.
  await expect(app.page.getByRole('link', { name: 'Start answering' })).toHaveCount(0)
  await app.page.getByRole('checkbox', { name: 'IEC 62443-4-1' }).check()
  await app.page.getByRole('link', { name: 'Start answering' }).click()
  await app.page.getByRole('link', { name: /^SR 0\/5/ }).click()

  for (const id of ['SR-1', 'SR-2', 'SR-3', 'SR-5']) {
    await app.openRequirement(id)
    await app.page.getByRole('radio', { name: 'Pass' }).check()
    await app.page.getByLabel('Conformance statement').fill(`How ${id} is met.`)
  }
  await app.openRequirement('SR-4')
  await app.page.getByRole('radio', { name: 'Fail' }).check()

  await app.openRequirement('SR-2')
  await app.page.getByRole('radio', { name: '2 Managed: done and documented' }).check()
  await expect(app.page.getByText('Claimed: ML 2. Supported by the evidence: below ML 1.')).toBeVisible()
  await app.button('Add evidence').click()
  await app.page.getByLabel('Title', { exact: true }).fill('TM-014 Threat model')
  await app.page.getByLabel('Date', { exact: true }).fill('2026-05-02')
  await app.page.getByLabel('Document version', { exact: true }).fill('C')
  await app.page.getByLabel('Product version', { exact: true }).fill('GasGuard 300 3.0.0')
  await app.page.getByLabel('Author', { exact: true }).fill('M. Berger')
  await app.page.getByLabel('Reviewer', { exact: true }).fill('J. Roth')
  await app.page.getByLabel('File', { exact: true }).setInputFiles({
    name: 'tm-014.txt', mimeType: 'text/plain', buffer: Buffer.from('abc'),
  })
  await expect(app.page.getByText('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')).toBeVisible()
  await expect(app.page.getByText(/Supported by evidence\s+ML 1/)).toBeVisible()
  await app.page.getByRole('button', { name: /^TM-014/ }).click()
  await app.button('Add evidence').click()
  await app.page.getByLabel('Title', { exact: true }).fill('QP-14 Secure development lifecycle')
  await app.page.getByLabel('Type').selectOption('Procedure')
  await expect(app.page.getByLabel(/^Documented: /)).toBeChecked()
  await app.page.getByLabel('Document version', { exact: true }).fill('5.0')
  await app.page.getByLabel('Reviewer', { exact: true }).fill('J. Roth')
  await expect(app.page.getByText(/Supported by evidence\s+ML 2/)).toBeVisible()
  await expect(app.page.getByText('ML 2 is claimed')).toHaveCount(0)

  await app.step('Results').click()
  await expect(app.page.getByRole('rowheader', { name: /^SR \(4\/5\)/ })).toBeVisible()
  await expect(app.page.getByRole('rowheader', { name: /^4-1 \(4\/47\)/ })).toBeVisible()

  const bundle = await app.download()
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(`${root}/schema/bundle-1.schema.json`, 'utf8')))
  expect(validate(JSON.parse(bundle.toString('utf8'))), JSON.stringify(validate.errors)).toBe(true)
  // A schema that accepts everything would prove nothing.
  expect(validate({ format: 'exready.bundle' })).toBe(false)

  const requested = requests.filter((url) => !url.startsWith('blob:')).map((url) => new URL(url).pathname)
  expect(requested, 'nothing but the module of files and the guidance is requested after the load')
    .toEqual(['/worker.js', '/exports.js', '/exports_bg.wasm', '/catalogue/iec62443-4-1.json'])
  await first.close()

  const second = await browser.newContext()
  const other = await App.open(await second.newPage())
  await expect(other.page.getByText('No assessments yet.')).toBeVisible()
  await other.choose('bundle.exready.json', bundle)
  await expect(other.page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  await expect(other.page.getByLabel('Name', { exact: true })).toHaveValue('GasGuard 300')
  const again = await other.download()
  expect(again.equals(bundle)).toBe(true)
  await second.close()
})

test('everything entered is there after a reload, and undo takes it back', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  const name = page.getByLabel('Name', { exact: true })
  await name.pressSequentially('Purge controller')
  await page.reload()
  await expect(name).toHaveValue('Purge controller')
  await name.press('End')
  await name.pressSequentially(' 2')
  await page.keyboard.press('Control+z')
  await expect(name).toHaveValue('Purge controller')
  await app.button('Redo').click()
  await expect(name).toHaveValue('Purge controller 2')
  await page.getByRole('link', { name: 'Exready' }).click()
  await expect(page.getByRole('link', { name: /Purge controller 2/ })).toBeVisible()
})

test('the worked example opens with its uneven numbers and can be removed', async ({ page }) => {
  const app = await App.example(page)
  await app.step('Results').click()
  await expect(page.getByRole('rowheader', { name: /^SR \(4\/5\)/ })).toBeVisible()
  await page.getByRole('link', { name: 'Exready' }).click()
  await app.button('Remove GasGuard 200').click()
  await expect(page.getByText('No assessments yet.')).toBeVisible()
  await page.reload()
  await expect(page.getByText('No assessments yet.')).toBeVisible()
})

test('a requirement is answered by keyboard alone', async ({ page }) => {
  const app = await App.example(page)
  await app.step('Answers').click()
  const row = app.row('SM-11')
  await row.focus()
  await page.keyboard.press('Enter')
  await expect(row).toHaveAttribute('aria-expanded', 'true')
  await page.getByRole('radio', { name: 'Not evaluated' }).focus()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('radio', { name: 'Pass' })).toBeChecked()
  await expect(row).toContainText('Pass')
})

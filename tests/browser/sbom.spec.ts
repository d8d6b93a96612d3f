// SBOMs: their reader is in a WebAssembly module of its own, loaded when a document opens.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

const components = async (page: Page) => {
  const app = await App.example(page)
  await onComponents(app)
}

const onComponents = async ({ page }: App) => {
  await page.getByRole('link', { name: 'Components', exact: true }).click()
  await expect(page.getByLabel('Import components from an SBOM')).toBeAttached()
}

const chooseFile = (page: Page, buffer: Buffer, name = 's.json') =>
  page.getByLabel('Import components from an SBOM').setInputFiles({ name, mimeType: 'application/json', buffer })

const chooseComponents = (page: Page, components: object[]) =>
  chooseFile(page, Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components })))

const choose = (page: Page, name: string) => chooseComponents(page, [{ type: 'device', name }])

const reading = (page: Page) => page.getByText(/^Reading s.json \(\d+ bytes\) …$/)

const offered = (page: Page, name: string) => page.getByRole('checkbox', { name })

const add = (page: Page) => page.getByRole('button', { name: 'Add selected components' }).click()

test('the reader of SBOMs is loaded once, when a document opens', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (/exports|worker/.test(pathname)) requests.push(pathname)
  })
  const app = await App.open(page)
  expect(requests).toEqual([])
  await app.button('See a worked example').click()
  await onComponents(app)
  await choose(page, 'Gateway')
  await expect(offered(page, 'Gateway')).toBeVisible()
  await choose(page, 'Sensor')
  await expect(offered(page, 'Sensor')).toBeVisible()
  expect(requests).toEqual(['/worker.js', '/exports.js', '/exports_bg.wasm'])
})

test('of two SBOMs chosen while their reader is loading the last one is offered', async ({ page }) => {
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => { arrive = resolve })
  await page.route('**/exports_bg.wasm', async (route) => {
    await arrived
    // The worker that was reading the first one does not want it any more.
    await route.continue().catch(() => {})
  })
  await components(page)
  await choose(page, 'Gateway')
  await expect(reading(page)).toBeVisible()
  await choose(page, 'Sensor')
  arrive()
  await expect(offered(page, 'Sensor')).toBeVisible()
  await expect(offered(page, 'Gateway')).toBeHidden()
  await expect(reading(page)).toBeHidden()
})

for (const file of ['worker.js', 'exports.js', 'exports_bg.wasm']) {
  test(`an SBOM whose reader does not load is read when it is chosen again: ${file}`, async ({ page }) => {
    const app = await App.open(page)
    // The browser says on the console that the request failed.
    page.removeAllListeners('console')
    await page.route(`**/${file}*`, (route) => route.abort())
    await app.button('See a worked example').click()
    await onComponents(app)
    await choose(page, 'Gateway')
    const message = page.getByText('Check the connection, then try again; nothing you entered is lost.')
    await expect(message).toBeVisible()
    await expect(reading(page)).toBeHidden()
    await choose(page, 'Gateway')
    await expect(message).toBeVisible()
    await page.unroute(`**/${file}*`)
    await choose(page, 'Gateway')
    await expect(offered(page, 'Gateway')).toBeChecked()
    await expect(message).toBeHidden()
    await expect(page.getByRole('heading', { name: '7 components' })).toBeVisible()
  })
}

test('every entry of a long SBOM is found, and what is chosen stays chosen', async ({ page }) => {
  await components(page)
  const libraries = Array.from({ length: 300 }, (_, n) => ({ type: 'library', name: `part-${n}`, version: '1', supplier: { name: `Maker ${n}` } }))
  await chooseComponents(page, [{ type: 'device', name: 'Gateway' }, ...libraries])
  const find = page.getByLabel('Search entries by name, version or supplier')
  const status = page.getByRole('status').filter({ hasText: 'Chosen' })
  await expect(status).toHaveText('Matching entries: 301 of 301. The first 200 are listed; add words to find the others. Chosen: 1.')
  await expect(offered(page, 'part-299')).toBeHidden()
  await find.fill('maker 299')
  await expect(status).toHaveText('Matching entries: 1 of 301. Chosen: 1.')
  await offered(page, 'part-299, 1, Library, Maker 299').check()
  await expect(status).toHaveText('Matching entries: 1 of 301. Chosen: 2.')
  await expect(find).toHaveValue('maker 299')
  await find.fill('gateway')
  await expect(offered(page, 'Gateway')).toBeChecked()
  await find.fill('part-29 part-299')
  await expect(offered(page, 'part-299')).toBeChecked()
  await find.fill('nothing of this name')
  await expect(status).toHaveText('Matching entries: 0 of 301. Chosen: 2.')
  await add(page)
  await expect(page.getByRole('heading', { name: '9 components' })).toBeVisible()
})

test('what is not offered is counted and named', async ({ page }) => {
  await components(page)
  const boot = (supplier: string) => ({ type: 'firmware', name: 'boot', version: '1', supplier: { name: supplier } })
  await chooseComponents(page, [boot('Vendor A'), boot('Vendor B'), boot('Vendor A'), { type: 'library' }])
  await expect(page.getByText('CycloneDX 1.6: 2 entries.')).toBeVisible()
  await expect(page.getByText('1 not offered again, because it repeats another entry: boot 1.')).toBeVisible()
  await expect(page.getByText('1 not offered, because it has no name.')).toBeVisible()
  await expect(offered(page, 'boot, 1, Firmware, Vendor A')).toBeChecked()
  await offered(page, 'boot, 1, Firmware, Vendor B').uncheck()
  await add(page)
  await expect(page.getByRole('heading', { name: '8 components' })).toBeVisible()
  // What is there is not offered again; what another supplies is.
  await chooseComponents(page, [boot('Vendor A'), boot('Vendor B')])
  await expect(page.getByText('1 not offered, because it is among the components already: boot 1.')).toBeVisible()
  await expect(offered(page, 'Vendor A')).toBeHidden()
  await expect(offered(page, 'Vendor B')).toBeChecked()
  await chooseComponents(page, [boot('Vendor A')])
  await expect(page.getByText('CycloneDX 1.6: there is nothing to add.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Add selected components' })).toBeHidden()
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await expect(page.getByText('there is nothing to add')).toBeHidden()
})

test('an SBOM in UTF-16 is read, and other forms are refused with a way to convert them', async ({ page }) => {
  await components(page)
  const endings = page.getByLabel('Import components from an SBOM')
  for (const ending of ['.json', '.jsonld', '.cdx', '.spdx', '.bom', '.xml', '.rdf', '.yaml']) {
    await expect(endings).toHaveAttribute('accept', new RegExp(`(^|,)\\${ending}(,|$)`))
  }
  const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')
  await chooseFile(page, utf16(JSON.stringify({ spdxVersion: 'SPDX-2.3', packages: [{ name: 'Gateway' }] })), 's.spdx')
  await expect(offered(page, 'Gateway')).toBeVisible()
  await chooseFile(page, utf16('SPDXVersion: SPDX-2.3'), 's.spdx')
  await expect(page.getByText('The file is SPDX as tag-value. Convert it to SPDX JSON')).toBeVisible()
  await expect(offered(page, 'Gateway')).toBeHidden()
  await chooseFile(page, Buffer.from('<bom xmlns="http://cyclonedx.org/schema/bom/1.5"/>'), 's.xml')
  await expect(page.getByText('`cyclonedx-cli convert`')).toBeVisible()
  await chooseFile(page, Buffer.alloc(32_000_001, ' '))
  await expect(page.getByText('The file is 32.1 MB, and an SBOM is at most 32 MB here')).toBeVisible()
})

// SBOMs: their reader is a WebAssembly module of its own, loaded when needed.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

const components = async (page: Page) => {
  const app = await App.example(page)
  await app.page.getByRole('link', { name: 'Components', exact: true }).click()
  await expect(page.getByLabel('Take components from an SBOM')).toBeAttached()
}

const chooseFile = (page: Page, buffer: Buffer, name = 's.json') =>
  page.getByLabel('Take components from an SBOM').setInputFiles({ name, mimeType: 'application/json', buffer })

const chooseComponents = (page: Page, components: object[]) =>
  chooseFile(page, Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components })))

const choose = (page: Page, name: string) => chooseComponents(page, [{ type: 'device', name }])

const offered = (page: Page, name: string) => page.getByRole('checkbox', { name })

test('the reader of SBOMs is loaded for the first file, not before and not again', async ({ page }) => {
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.includes('exports')) requests.push(pathname)
  })
  await components(page)
  expect(requests).toEqual([])
  await choose(page, 'Gateway')
  await expect(offered(page, 'Gateway')).toBeVisible()
  await choose(page, 'Sensor')
  await expect(offered(page, 'Sensor')).toBeVisible()
  expect(requests).toEqual(['/exports.js', '/exports_bg.wasm'])
})

test('two SBOMs chosen while their reader is loading share it, and the last one is offered', async ({ page }) => {
  const requests: string[] = []
  let arrive = () => {}
  const arrived = new Promise<void>((resolve) => { arrive = resolve })
  await page.route('**/exports_bg.wasm', async (route) => {
    requests.push(route.request().url())
    await arrived
    await route.continue()
  })
  await components(page)
  await choose(page, 'Gateway')
  await expect(page.getByText('Loading the reader ...')).toBeVisible()
  await choose(page, 'Sensor')
  arrive()
  await expect(offered(page, 'Sensor')).toBeVisible()
  await expect(offered(page, 'Gateway')).toBeHidden()
  await expect(page.getByText('Loading the reader ...')).toBeHidden()
  expect(requests).toHaveLength(1)
})

for (const file of ['exports.js', 'exports_bg.wasm']) {
  test(`an SBOM whose reader does not load is read when it is chosen again: ${file}`, async ({ page }) => {
    await components(page)
    // The browser says on the console that the request failed.
    page.removeAllListeners('console')
    await page.route(`**/${file}*`, (route) => route.abort())
    await choose(page, 'Gateway')
    const message = page.getByText('Check the connection, then try again; nothing you entered is lost.')
    await expect(message).toBeVisible()
    await expect(page.getByText('Loading the reader ...')).toBeHidden()
    await choose(page, 'Gateway')
    await expect(message).toBeVisible()
    await page.unroute(`**/${file}*`)
    await choose(page, 'Gateway')
    await expect(offered(page, 'Gateway')).toBeChecked()
    await expect(message).toBeHidden()
    await expect(page.getByRole('heading', { name: '7 components' })).toBeVisible()
  })
}

test('an SBOM in UTF-16 is read, and other forms are refused with a way to convert them', async ({ page }) => {
  await components(page)
  const endings = page.getByLabel('Take components from an SBOM')
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
  await chooseFile(page, Buffer.alloc(32 * 1024 * 1024 + 1, ' '))
  await expect(page.getByText('The file has 32.1 MiB')).toBeVisible()
})

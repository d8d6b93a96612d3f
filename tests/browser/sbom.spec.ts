// SBOMs: their reader is a WebAssembly module of its own, loaded when needed.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

const components = async (page: Page) => {
  const app = await App.example(page)
  await app.page.getByRole('link', { name: 'Components', exact: true }).click()
  await expect(page.getByLabel('Take components from an SBOM')).toBeAttached()
}

const choose = (page: Page, name: string) => {
  const sbom = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [{ type: 'device', name }] }
  return page.getByLabel('Take components from an SBOM')
    .setInputFiles({ name: 's.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(sbom)) })
}

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

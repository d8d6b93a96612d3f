// The guidance: the file of a part is read when the part is first opened.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

/** The files of catalogues that the page asks for. */
const catalogues = (page: Page) => {
  const requests: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.includes('/catalogue/')) requests.push(pathname)
  })
  return requests
}

const pane = (page: Page) => page.getByRole('complementary', { name: 'Guidance' })

test('the guidance of a part is loaded with its first requirement list, and once', async ({ page }) => {
  const requests = catalogues(page)
  const app = await App.example(page)
  expect(requests).toEqual([])
  await app.step('Answers').click()
  await app.openRequirement('SM-1')
  await expect(pane(page).getByRole('heading', { name: 'An assessor looks for' })).toBeVisible()
  await app.openRequirement('SM-2')
  await expect(pane(page).getByRole('heading', { name: 'An assessor looks for' })).toBeVisible()
  expect(requests).toEqual(['/catalogue/iec62443-4-1.json'])
})

for (const [fault, message, answer] of [
  ['does not arrive', 'The guidance could not be loaded.', (route) => route.abort()],
  ['is not there', 'The guidance could not be loaded.', (route) => route.fulfill({ status: 404 })],
  ['is of another version', 'The guidance belongs to another version of Exready than this page.', (route) => route.fulfill({ json: { requirements: [] } })],
] as [string, string, Parameters<Page['route']>[1]][]) {
  test(`a requirement can be answered while its guidance ${fault}`, async ({ page }) => {
    const app = await App.example(page)
    // The browser says on the console that the request failed.
    page.removeAllListeners('console')
    await page.route('**/catalogue/*', answer)
    await app.step('Answers').click()
    await app.openRequirement('SM-1')
    await expect(pane(page).getByText(message)).toBeVisible()
    await expect(page.getByRole('radio', { name: 'Pass' }).first()).toBeEnabled()
    if (fault === 'is of another version') return
    await page.unroute('**/catalogue/*')
    await pane(page).getByRole('button', { name: 'Try again' }).click()
    await expect(pane(page).getByRole('heading', { name: 'An assessor looks for' })).toBeVisible()
  })
}

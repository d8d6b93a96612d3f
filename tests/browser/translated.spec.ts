// A page that a browser translates: what the app says goes on being said, and nothing
// stands there twice or stays behind.
import { expect, test, type BrowserContext } from '@playwright/test'
import { App } from './app'

/**
 * What translators do to a page, Google Translate in Chromium first: each text that may be
 * translated is taken out of the page, and `<font><font>…</font></font>` stands in its place;
 * so is each text that comes later, and each that is written anew. The words stay the same
 * here, so that the page can be compared with one that nobody translates.
 */
function translate() {
  const isLeft = (element: Element | null) =>
    !element || element.closest('[translate=no], font, script, style, head, textarea')
  const replace = (text: Text) => {
    if (!text.data.trim() || isLeft(text.parentElement)) return
    const [outer, inner] = [document.createElement('font'), document.createElement('font')]
    inner.textContent = text.data
    outer.append(inner)
    text.replaceWith(outer)
  }
  const all = (root: Node) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    if (root.nodeType === Node.TEXT_NODE) texts.push(root as Text)
    texts.forEach(replace)
  }
  new MutationObserver((records) => {
    for (const { type, target, addedNodes } of records) {
      if (type === 'characterData') replace(target as Text)
      else addedNodes.forEach((node) => { if (node.isConnected) all(node) })
    }
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

/** Where two texts part, with what stands there in each; empty if they are the same. */
function difference(right: string, other: string): string {
  if (right === other) return ''
  let at = 0
  while (right[at] === other[at]) at++
  const from = Math.max(0, at - 40)
  return `right: ${right.slice(from, at + 80)} | translated: ${other.slice(from, at + 80)}`
}

const fill = (free: boolean) => (app: App) => app.page.evaluate((free) => {
  if (free) {
    Object.keys(localStorage).filter((key) => key.startsWith('filler')).forEach((key) => localStorage.removeItem(key))
    return
  }
  let count = 0
  for (let size = 4_000_000; size > 0;) {
    try { localStorage.setItem(`filler${count++}`, 'x'.repeat(size)) } catch { size = Math.floor(size / 2) }
  }
}, free)

const tab = (name: string) => (app: App) => app.page.getByRole('link', { name, exact: true }).first().click()
const step = (name: string) => (app: App) => app.step(name).click()
const check = (name: string) => (app: App) => app.page.getByRole('radio', { name, exact: true }).check()
const type = (label: string, text: string) => (app: App) => app.page.getByLabel(label, { exact: true }).first().fill(text)

/** The same, until the digest is there. */
const sealed = (go: (app: App) => Promise<unknown>) => async (app: App) => {
  await go(app)
  await expect(app.page.locator('code.digest')).toHaveText(/^[0-9a-f]{64}$/)
}

/** A way through the app on which texts come, change and go. */
const way: [string, (app: App) => Promise<unknown>][] = [
  ['a name', type('Name', 'GasGuard 201')],
  ['the name again', type('Name', 'GasGuard 202')],
  ['a field that is refused', type('Name', 'x'.repeat(301))],
  ['a field that is right again', type('Name', 'GasGuard 203')],
  ['components', tab('Components')],
  ['a component', (app) => app.button('Add a component').click()],
  ['without the component', (app) => app.page.getByRole('button', { name: /^Remove / }).last().click()],
  ['and back', (app) => app.button('Undo').click()],
  ['explosion protection', tab('Explosion protection')],
  ['a marking', type('Ex marking', 'Ex db eb IIC T4 Gb')],
  ['another marking', type('Ex marking', 'Ex qq [ia Ga] IIC T4 Gb')],
  ['the route', step('Route')],
  ['its texts', tab('Texts')],
  ['an edited text', type('Annexes of the IECEx certificate', 'Edited')],
  ['the answers', step('Answers')],
  ['a practice', async (app) => { await app.page.getByRole('link', { name: /^SR / }).click() }],
  ['a requirement', (app) => app.openRequirement('SR-4')],
  ['it passes', check('Pass')],
  ['it fails', check('Fail')],
  ['it does not apply', check('Not applicable')],
  ['it passes again', check('Pass')],
  ['a short statement', type('Conformance statement', 'Yes.')],
  ['a claim', (app) => app.page.getByRole('radio', { name: /^3 / }).check()],
  ['evidence', (app) => app.button('Add evidence').click()],
  ['its title', type('Title', 'A report')],
  ['its kind', (app) => app.page.getByLabel('Type').last().selectOption({ label: 'Procedure' })],
  ['without it', (app) => app.page.getByRole('button', { name: /^Remove this item/ }).click()],
  ['undone', (app) => app.button('Undo').click()],
  ['a full storage', fill(false)],
  ['what is not saved', type('Owner', 'M. Berger '.repeat(20))],
  ['room again', fill(true)],
  ['what is saved', type('Owner', 'M. Berger')],
  ['another filter', (app) => app.page.getByRole('button', { name: /^With findings/ }).click()],
  ['the register', step('Evidence')],
  ['what is found in it', type('Search evidence', 'penetration')],
  ['the selection', step('Selection')],
  ['another selection', (app) => app.button('Use this selection').click()],
  ['requirements', tab('Requirements')],
  ['a tick', (app) => app.page.getByRole('checkbox', { name: /^Tick / }).first().check()],
  ['two ticks', (app) => app.page.getByRole('checkbox', { name: /^Tick / }).nth(1).check()],
  ['what to do with them', (app) => app.button('Not applicable, with a reason').click()],
  ['profiles', async (app) => {
    await tab('Profiles')(app)
    await expect(app.page.getByRole('button', { name: /^Preview/ })).toHaveCount(4)
  }],
  ['a preview', (app) => app.page.getByRole('button', { name: /^Preview.*Non sparking/ }).click()],
  ['it is applied', (app) => app.button('Apply profile').click()],
  ['the results', step('Results')],
  ['gaps', tab('Gaps')],
  ['a trial', (app) => app.page.locator('.gap-row').getByRole('checkbox').first().check()],
  ['findings', tab('Findings')],
  ['findings of a severity', (app) => app.page.getByLabel('Severity').selectOption({ index: 2 })],
  ['progress', tab('Progress')],
  ['the certificate', sealed(tab('Certificate preview'))],
  ['the regulation', tab('Cyber Resilience Act')],
  ['hand over', sealed(step('Handover'))],
  ['with notes', (app) => app.page.getByRole('checkbox', { name: /internal notes/ }).uncheck()],
  ['the start', tab('Exready')],
]

test('a translated page says the same as one that nobody translates', async ({ browser }) => {
  test.setTimeout(180_000)
  const open = async (context: BrowserContext) => {
    const page = await context.newPage()
    // The same ids in both: some lists are in their order.
    await page.addInitScript(() => {
      let next = 0
      crypto.getRandomValues = (bytes: any) => bytes.fill(++next)
    })
    await page.clock.setFixedTime(new Date('2026-11-23T10:00:00Z'))
    return App.example(page)
  }
  const plain = await open(await browser.newContext())
  const context = await browser.newContext()
  await context.addInitScript(translate)
  const translated = await open(context)
  // How much is stored differs by a few bytes, for the salts are random, and so are digests.
  const said = (app: App) => app.page.evaluate(() =>
    document.body.innerText.replace(/[\d.]+ KB/g, 'KB').replace(/[0-9a-f]{64}/g, 'digest').replace(/\s+/g, ' '))
  for (const [name, go] of way) {
    await go(plain)
    await go(translated)
    for (const { page } of [plain, translated]) {
      await expect(page.getByText('Saving …')).toHaveCount(0)
    }
    await expect.poll(async () => difference(await said(plain), await said(translated)), name).toBe('')
  }
  await expect(translated.page.locator('font').first()).toBeAttached()
  // What must not be rewritten is not touched.
  await translated.page.getByRole('link', { name: /GasGuard 203/ }).click()
  await translated.step('Answers').click()
  for (const verbatim of ['.row-id', '.crumb', '.header-item', '.brand', '.tabs .count']) {
    await expect(translated.page.locator(verbatim).first()).toBeVisible()
    await expect(translated.page.locator(`${verbatim} font`), verbatim).toHaveCount(0)
  }
  await expect(translated.page.locator('#stopped')).toBeHidden()
})

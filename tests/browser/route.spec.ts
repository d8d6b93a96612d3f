// From the nameplate to the certificates to apply for, by real clicks.
import { readFileSync } from 'node:fs'
import { expect, type Locator, test } from '@playwright/test'
import { App, OWNER, PROVIDER, SUPPLIER, sealed } from './app'

async function marking(app: App, text: string) {
  await app.page.getByRole('link', { name: 'Explosion protection' }).first().click()
  await app.page.getByLabel('Ex marking').fill(text)
}

async function route(app: App) {
  await app.step('Route').click()
  await expect(app.page.getByRole('heading', { name: 'Route', level: 1 })).toBeVisible()
  return app.page.locator('main')
}

async function fresh(page: import('@playwright/test').Page) {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await expect(app.page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  return app
}

/** Enters a text at once, and counts the elements that the page adds until the next frame. */
function addedBy(field: Locator, text: string) {
  return field.evaluate(async (element: HTMLInputElement | HTMLTextAreaElement, text) => {
    let added = 0
    const count = (records: MutationRecord[]) => {
      for (const { addedNodes } of records) {
        for (const node of addedNodes) {
          if (node instanceof Element) added += 1 + node.querySelectorAll('*').length
        }
      }
    }
    const observer = new MutationObserver(count)
    observer.observe(document, { childList: true, subtree: true })
    element.value = text
    element.dispatchEvent(new InputEvent('input', { bubbles: true }))
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    count(observer.takeRecords())
    observer.disconnect()
    return added
  }, text)
}

test('GasGuard 200 from its marking to the route', async ({ page }) => {
  const app = await fresh(page)
  await app.page.getByLabel('Name', { exact: true }).fill('GasGuard 200')
  await app.page.getByLabel('Your role').selectOption(SUPPLIER)
  await app.page.getByLabel('What is assessed').selectOption('A component')
  await app.page.getByLabel('Embedded device in a system controlled by an IACS').selectOption('Networked gas detector')
  await marking(app, 'Ex db eb [ia Ga] IIC T4 Gb')
  const result = app.page.locator('.answer-line')
  await expect(result).toContainText('Open: an answer is missing')
  await expect(app.page.getByRole('row', { name: /Intrinsic safety Possible \[ia\] In brackets/ })).toBeVisible()
  await app.page.getByRole('checkbox', { name: 'Wired network' }).check()
  await expect(result).toContainText('Exposure is possible')

  const main = await route(app)
  await expect(main.locator('.iecex-answer')).toContainText('An IECEE certificate to IEC 62443-4-2 as the basis of an IECEx certificate of conformity.')
  await expect(main.getByRole('region', { name: 'IECEE certificates open to you' })).toContainText('IEC 62443-2-4 Product capability assessment')
  await expect(main.getByRole('listitem').filter({ hasText: 'IEC 62443-4-2: Product capability assessment' })).toContainText('Asked for.')
  await expect(main.getByRole('listitem').filter({ hasText: 'IEC 62443-4-2: Product capability assessment' })).toContainText('to do')

  await app.page.getByRole('link', { name: 'Certificates', exact: true }).click()
  await app.button('Add a certificate').click()
  await app.page.getByLabel('Part', { exact: true }).selectOption('IEC 62443-2-4')
  await app.page.getByLabel('Certificate number').fill('DE 1-2345')
  await app.page.getByRole('link', { name: 'What to apply for' }).click()
  await expect(main.getByRole('listitem').filter({ hasText: 'IEC 62443-2-4: Product capability assessment' })).toContainText('held')

  await app.page.getByRole('link', { name: 'IECEx certificate' }).click()
  await app.page.getByRole('radio', { name: 'Certificate of conformity' }).check()
  await expect(main).toContainText('No provider')
  await app.page.getByRole('radio', { name: 'Unit verification' }).check()
  await expect(main.locator('.finding')).toHaveCount(0)
})

/** Answers the questions of the scope that decide. */
async function decide(app: App, answers: Record<string, string>) {
  for (const [label, option] of Object.entries(answers)) await app.page.getByLabel(label).selectOption(option)
}

test('a gearbox without electronics is asked for nothing by either scheme, with the reasons', async ({ page }) => {
  const app = await fresh(page)
  await decide(app, {
    'Your role': SUPPLIER, 'What is assessed': 'A component',
    'Software, firmware or programmable parts': 'No', 'Embedded device in a system': 'Not an embedded device',
  })
  await marking(app, 'Ex h IIC T4 Gb')
  await app.page.getByRole('checkbox', { name: 'None of these' }).check()
  const main = await route(app)
  // EX-4 is asked whatever the marking is, and h may be monitored.
  await expect(main.getByText('Do electronics with software monitor the protection')).toBeVisible()
  await main.getByRole('link', { name: /Do electronics with software/ }).click()
  for (const question of [/Do programmable electronics monitor/, /Does a safety device/]) {
    await app.page.getByRole('group', { name: question }).getByRole('radio', { name: 'No', exact: true }).check()
  }
  await expect(app.page.locator('.answer-line')).toContainText('says no for every technique')
  await route(app)
  await expect(main.locator('.iecex-answer')).toContainText('IECEx would ask nothing about cybersecurity.')
  await expect(main).toContainText('RT-3')
  await expect(main).toContainText('IEC 62443 does not apply')
  await expect(main).not.toContainText('nothing to apply for')
})

for (const [who, role, item, certificate] of [
  ['a service provider with a system', PROVIDER, 'A system of components', /IEC 62443-2-4 Process capability assessment/],
  ['the supplier of a firewall', SUPPLIER, 'A component', /IEC 62443-2-4 Product capability assessment/],
  ['an asset owner with its installed system', OWNER, 'A system of components', /IEC 62443-2-4 Solution application/],
] as [string, string, string, RegExp][]) {
  test(`${who} that is not explosion-protected is offered its certificates`, async ({ page }) => {
    const app = await fresh(page)
    await decide(app, { 'Your role': role, 'What is assessed': item, 'Software, firmware or programmable parts': 'Yes' })
    await app.page.getByRole('link', { name: 'Explosion protection' }).first().click()
    await app.page.getByText('Tick techniques that the marking does not show').click()
    await app.page.getByRole('checkbox', { name: 'Not explosion-protected' }).check()
    const main = await route(app)
    await expect(main.locator('.iecex-answer')).toContainText('Outside IECEx')
    await expect(main.getByRole('row', { name: certificate })).toBeVisible()
    await expect(main.getByRole('row', { name: /your role/ })).toBeVisible()
  })
}

test('an argument turns the route into two outcomes, and counts only with a reason', async ({ page }) => {
  const app = await fresh(page)
  await decide(app, { 'Your role': SUPPLIER, 'What is assessed': 'A component', 'Embedded device in a system': 'Programmable logic controller (PLC)' })
  await marking(app, 'Ex ia IIC T4 Gb')
  await app.page.getByRole('checkbox', { name: 'Fieldbus' }).check()
  await app.page.getByRole('group', { name: /Does a safety device/ }).getByRole('radio', { name: 'No', exact: true }).check()
  const argument = app.page.getByRole('group', { name: /^Intrinsic safety: can software/ })
  await expect(argument.getByRole('radio', { name: 'Not answered: counts as reachable' })).toBeChecked()
  await argument.getByRole('radio', { name: 'No, because …' }).check()
  await expect(app.page.getByText('Without a reason this answer does not count.')).toBeVisible()
  const result = app.page.locator('.answer-line')
  await expect(result).toContainText('Exposure is possible')
  await app.page.getByLabel('Why not').fill('The barrier is passive.')
  await expect(result).toContainText('Argued not reachable')
  const main = await route(app)
  await expect(main.locator('.iecex-answer')).toContainText('The ExCB decides on the arguments')
  await app.page.getByRole('link', { name: 'Texts' }).click()
  await expect(app.page.getByLabel(/statement/i).first()).toHaveValue(/it cannot be changed. Why not: The barrier is passive/)
})

test('a question that an answer brings leaves the focus and what is above it alone', async ({ page }) => {
  const app = await fresh(page)
  await marking(app, 'Ex h IIC T6 Gb')
  const device = app.page.getByRole('group', { name: /Does a safety device/ })
  const yes = device.getByRole('radio', { name: 'Yes', exact: true })
  await yes.focus()
  await page.keyboard.press('Space')
  await expect(app.page.getByRole('group', { name: /What does the ExCB say about the safety device/ })).toBeVisible()
  await expect(yes).toBeChecked()
  await expect(yes).toBeFocused()
  const constructional = app.page.getByRole('group', { name: /For non-electrical equipment, h/ }).getByRole('checkbox', { name: 'c', exact: true })
  await constructional.focus()
  await page.keyboard.press('Space')
  await expect(constructional).toBeChecked()
  await expect(constructional).toBeFocused()
})

test('Ex h asks which technique it is, and op is goes to the ExCB', async ({ page }) => {
  const app = await fresh(page)
  await marking(app, 'Ex h IIC T6 Gb')
  const question = app.page.getByRole('group', { name: /For non-electrical equipment, h/ })
  await expect(question).toBeVisible()
  await question.getByRole('checkbox', { name: 'c', exact: true }).check()
  await expect(app.page.getByRole('row', { name: /Constructional safety No/ })).toBeVisible()

  await app.page.getByLabel('Ex marking').fill('Ex op is IIC T6 Gb')
  await app.page.getByRole('checkbox', { name: 'Wired network' }).check()
  await expect(app.page.locator('.answer-line')).toContainText('The ExCB decides.')
  const main = await route(app)
  // Without a role nobody knows whether IECEx asks this applicant.
  await expect(main.getByRole('link', { name: /Do you supply the product/ }).first()).toBeVisible()
  await main.getByRole('link', { name: /Do you supply the product/ }).first().click()
  await app.page.getByLabel('Your role').selectOption(SUPPLIER)
  await route(app)
  await expect(main.locator('.iecex-answer')).toContainText('Decide with the ExCB')
})

test('nonsense, an endless marking and mixed scripts are answered, and drawn as a few elements', async ({ page }) => {
  const app = await fresh(page)
  await marking(app, 'Ехd ⅡВ Т4 qqq ‮abc')
  await expect(app.page.getByText('Not recognized:')).toBeVisible()
  await expect(app.page.getByRole('heading', { name: 'Corrected while reading' })).toBeVisible()
  const field = app.page.getByLabel('Ex marking')
  for (const text of ['Ex '.repeat(6_600), 'Ex db IIC T4 Gb / '.repeat(1_100), '𝔈x ‮'.repeat(3_000)]) {
    const added = await addedBy(field, text.slice(0, 20_000))
    expect(added, 'elements that one change adds').toBeLessThan(1_500)
  }
  const kept = await field.inputValue()
  await field.evaluate((element: HTMLTextAreaElement) => {
    element.value = 'x'.repeat(100_000)
    element.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await expect(app.page.getByText('Too long: at most 20000 characters fit here.')).toBeVisible()
  expect(kept.length).toBeGreaterThan(0)
})

test('components come from an SBOM, are drawn, and an edit of a text outlives its facts', async ({ page }) => {
  const app = await App.example(page)
  await app.page.getByRole('link', { name: 'Components', exact: true }).click()
  const sbom = {
    bomFormat: 'CycloneDX', specVersion: '1.6',
    components: [
      { type: 'application', name: 'Web console', version: '4.2' },
      { type: 'library', name: 'left-pad', version: '1.0' },
    ],
  }
  const choose = (name: string, text: string) => app.page.getByLabel('Import components from an SBOM')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) })
  await choose('broken.json', '{"bomFormat":')
  await expect(app.page.getByText('The SBOM could not be read; nothing was changed.')).toBeVisible()
  await choose('sbom.json', JSON.stringify(sbom))
  await expect(app.page.getByRole('checkbox', { name: /^Web console/ })).toBeChecked()
  await expect(app.page.getByRole('checkbox', { name: /^left-pad/ })).not.toBeChecked()
  await app.button('Add selected components').click()
  await expect(app.page.getByRole('heading', { name: '8 components' })).toBeVisible()
  await expect(app.page.getByRole('img', { name: /GasGuard 200/ })).toBeVisible()
  await expect(app.page.locator('svg.diagram text').filter({ hasText: 'Web console' })).toBeVisible()
  const waiting = app.page.waitForEvent('download')
  await app.button('Download the diagram (SVG)').click()
  const picture = readFileSync(await (await waiting).path(), 'utf8')
  expect(picture).toMatch(/^<svg [\s\S]*Web console[\s\S]*<\/svg>\s*$/)

  await route(app)
  await app.page.getByRole('link', { name: 'Texts' }).click()
  const standards = app.page.getByLabel('Standards field of the IECEx certificate')
  await expect(standards).toHaveValue(/IEC 62443-4-2:2019/)
  await standards.fill('Our own words.')
  await expect(app.page.getByText('Edited by you.')).toBeVisible()
  await app.step('Scope').click()
  await app.page.getByLabel('What is assessed').selectOption('A system of components')
  await app.step('Route').click()
  await app.page.getByRole('link', { name: 'Texts' }).click()
  await expect(standards).toHaveValue('Our own words.')
  await expect(app.page.getByText('The data has changed since you edited this text.')).toBeVisible()
  await app.button('Use the draft').click()
  await expect(standards).toHaveValue(/IEC 62443-3-3:2013/)
})

test('an SBOM of 50,000 components is read', async ({ page }) => {
  const app = await App.example(page)
  await app.page.getByRole('link', { name: 'Components', exact: true }).click()
  const components = Array.from({ length: 50_000 }, (_, index) => ({ type: 'library', name: `lib-${index}`, version: '1' }))
  const buffer = Buffer.from(JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.5', components }))
  await app.page.getByLabel('Import components from an SBOM').setInputFiles({ name: 'big.json', mimeType: 'application/json', buffer })
  await expect(app.page.getByText('CycloneDX 1.5: 50000 entries.')).toBeVisible()
  const status = app.page.getByRole('status').filter({ hasText: 'Chosen' })
  await expect(status).toHaveText('Matching entries: 50000 of 50000. The first 200 are listed; add words to find the others. Chosen: 0.')
  await app.page.getByLabel('Search entries by name, version or supplier').fill('lib-49999')
  await expect(app.page.getByRole('checkbox', { name: 'lib-49999, 1, Library' })).toBeVisible()
  await expect(status).toHaveText('Matching entries: 1 of 50000. Chosen: 0.')
})

test('a letter typed among two hundred components and four hundred interfaces draws the diagram anew and no more', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await expect(app.page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  await app.page.getByLabel('Name', { exact: true }).fill('Big')
  const components = Array.from({ length: 200 }, (_, n) => ({ id: `c${n}`, name: `Component ${n}`, zone: `Z${n % 7}` }))
  const interfaces = Array.from({ length: 400 }, (_, n) => ({ id: `i${n}`, name: `I${n}`, from: `c${n % 200}`, to: `c${(n * 7 + 3) % 200}` }))
  const records = [['component', components], ['interface', interfaces]] as const
  const texts = records.flatMap(([kind, items]) => items.map((item) => [`${kind}/${item.id}`, sealed(JSON.stringify(item))]))
  await app.page.evaluate((texts) => {
    const id = location.hash.split('/')[2]
    for (const [name, text] of texts) localStorage.setItem(`exready/2/${id}/1/${name}`, text)
  }, texts)
  await app.page.reload()
  await app.page.getByRole('link', { name: 'Components', exact: true }).click()
  await expect(app.page.getByRole('heading', { name: '400 interfaces' })).toBeVisible()
  await app.page.getByRole('button', { name: /^Component 0/ }).click()
  const picture = await app.page.locator('svg.diagram *').count()
  expect(picture).toBeGreaterThan(1_000)
  // The diagram, and a line or two of the list.
  const added = await addedBy(app.page.getByLabel('Name of the component'), 'A')
  expect(added, 'elements that one letter adds').toBeLessThan(picture + 100)
})

// RT-6, ST-1
test('suppliers of components are added as providers by a click', async ({ page }) => {
  const app = await App.example(page)
  await page.getByRole('link', { name: /^Components/ }).first().click()
  await page.getByRole('button', { name: /^Remote sensor head/ }).click()
  await page.getByLabel('Supplier').last().fill('Head Makers Ltd')
  await app.step('Route').click()
  await page.getByRole('link', { name: 'IECEx certificate', exact: true }).click()
  await expect(page.getByText(/confirm with your ExCB/)).toHaveCount(1)
  const offered = app.button('Add Head Makers Ltd (Remote sensor head)')
  await offered.click()
  await expect(offered).toHaveCount(0)
  await expect(page.getByRole('button', { name: /^Head Makers Ltd/ })).toContainText('Remote sensor head')
  await expect(page.getByRole('button', { name: /^Add .*Example Sensors/ })).toHaveCount(0)
})

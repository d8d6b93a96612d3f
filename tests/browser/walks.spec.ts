// Seven products from an empty browser to a downloaded bundle, by real clicks.
// With EXREADY_PICTURES=folder each walk is taken at two widths, light and dark,
// and every station leaves a picture there.
import { mkdirSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { App, OWNER, PROVIDER, SUPPLIER } from './app'

interface Component { name: string, kind?: string, version: string, supplier?: string, zone?: string }
interface Answer { part: string, id: string, group: RegExp, verdict: 'Pass' | 'Fail' | 'Not applicable', text?: string, evidence?: string }

interface Walk {
  name: string
  item: Record<string, string>
  role: string
  what: 'A component' | 'A system of components'
  embedded: string
  software: 'Yes' | 'No'
  /** Nothing for equipment that is not explosion-protected. */
  marking?: string
  paths: string[]
  /** What programmable electronics do for the protection (EX-4). */
  monitored?: 'Yes' | 'No'
  safety?: 'Yes' | 'No'
  /** Why a technique cannot be reached (EX-7). */
  argued?: [RegExp, string][]
  components?: Component[]
  interfaces?: { name: string, path: string, from: string }[]
  applicant: Record<string, string>
  /** What IECEx would ask for, on the screen and as a code in the bundle (RT-11). */
  iecex: [RegExp, string]
  /** Certificates that IECEE offers (RT-10). */
  offers: RegExp[]
  /** The parts that the route proposes. */
  parts: string[]
  target?: RegExp
  answers: Answer[]
}

const WALKS: Walk[] = [
  {
    name: 'a gas detector',
    item: { Name: 'Sentry G3', 'Type or model code': 'SG3-HART', 'Hardware version': 'C', 'Firmware version': '3.2.0' },
    role: SUPPLIER, what: 'A component', embedded: 'Networked gas detector', software: 'Yes',
    marking: 'II 2G Ex db ia IIC T4 Gb\nII 2D Ex tb IIIC T135°C Db', paths: ['Fieldbus', 'Service or debug port'], safety: 'No', monitored: 'No',
    components: [
      { name: 'Detector electronics', kind: 'Embedded device (EDR)', version: '3.2.0', supplier: 'Northlight Sensing Ltd', zone: 'Field' },
      { name: 'Setup app', kind: 'Software application (SAR)', version: '1.4', supplier: 'Northlight Sensing Ltd', zone: 'Office' },
    ],
    interfaces: [
      { name: 'HART', path: 'Fieldbus', from: 'Detector electronics' },
      { name: 'Service connector', path: 'Service or debug port', from: 'Detector electronics' },
    ],
    applicant: { 'Name of the applicant': 'Northlight Sensing Ltd', Address: '1 Quay Street, Aberdeen', 'Contact person': 'R. Murray' },
    iecex: [/An IECEE certificate to IEC 62443-4-2 as the basis of an IECEx certificate of conformity/, 'iecee-for-iecex'],
    offers: [/IEC 62443-4-1 Process capability/, /IEC 62443-4-2 Product capability/, /IEC 62443-2-4 Product capability/],
    parts: ['2-4', '4-1', '4-2'], target: /^SL 2/,
    answers: [
      { part: '4-1', id: 'SR-1', group: /^SR 0/, verdict: 'Pass', text: 'The security context stands in the product plan, PP-3.', evidence: 'PP-3 Product security context' },
      { part: '4-1', id: 'SR-4', group: /^SR/, verdict: 'Fail', text: 'Requirements are listed without the maximum security level.' },
    ],
  },
  {
    name: 'a purge controller with Ethernet',
    item: { Name: 'PurgeMaster 7', 'Type or model code': 'PM7-E', 'Hardware version': '2', 'Firmware version': '7.1.3' },
    role: SUPPLIER, what: 'A component', embedded: 'Another embedded device', software: 'Yes',
    marking: 'Ex pxb [pyb] IIC T4 Gb', paths: ['Wired network', 'Service or debug port'], monitored: 'No', safety: 'Yes',
    components: [{ name: 'Controller board', kind: 'Embedded device (EDR)', version: '7.1.3' }],
    interfaces: [
      { name: 'Modbus TCP', path: 'Wired network', from: 'Controller board' },
      { name: 'USB service port', path: 'Service or debug port', from: 'Controller board' },
    ],
    applicant: { 'Name of the applicant': 'Halden Purge AS' },
    iecex: [/An IECEE certificate to IEC 62443-4-2 as the basis of an IECEx certificate of conformity/, 'iecee-for-iecex'],
    offers: [/IEC 62443-4-2 Product capability/],
    parts: ['2-4', '4-1', '4-2'], target: /^SL 1/,
    answers: [{ part: '4-1', id: 'SM-1', group: /^SM 0/, verdict: 'Pass', text: 'QP-2 describes the development process.', evidence: 'QP-2 Development process' }],
  },
  {
    name: 'Ex remote I/O',
    item: { Name: 'FieldIO 16', 'Type or model code': 'FIO-16', 'Hardware version': 'B', 'Firmware version': '2.0' },
    role: SUPPLIER, what: 'A component', embedded: 'Remote terminal unit (RTU)', software: 'Yes',
    marking: 'Ex ec [ia Ga] IIC T4 Gc', paths: ['Wired network', 'Fieldbus'], monitored: 'No', safety: 'No',
    argued: [
      [/^Intrinsic safety: can software/, 'The barriers are passive and set no values.'],
      [/^Increased safety .via temperature.: can software/, 'The supply is limited by hardware; firmware switches no load.'],
      [/^Non-sparking: can software/, 'No contact is switched by firmware.'],
    ],
    components: [{ name: 'Bus coupler', kind: 'Embedded device (EDR)', version: '2.0' }],
    interfaces: [
      { name: 'PROFINET', path: 'Wired network', from: 'Bus coupler' },
      { name: 'HART pass-through', path: 'Fieldbus', from: 'Bus coupler' },
    ],
    applicant: { 'Name of the applicant': 'Lumen Automation GmbH' },
    iecex: [/The ExCB decides on the arguments/, 'argued'],
    offers: [/IEC 62443-4-2 Product capability/],
    parts: ['2-4', '4-1', '4-2'], target: /^SL 1/,
    answers: [{ part: '4-1', id: 'SM-1', group: /^SM 0/, verdict: 'Pass', text: 'QM-11 describes the development process.' }],
  },
  {
    name: 'a firewall that is not explosion-protected',
    item: { Name: 'EdgeWall 4', 'Type or model code': 'EW4', 'Hardware version': 'A', 'Software version': '4.8.1' },
    role: SUPPLIER, what: 'A component', embedded: 'Not an embedded device', software: 'Yes',
    paths: ['Wired network'],
    components: [{ name: 'Firewall', kind: 'Network device (NDR)', version: '4.8.1' }],
    interfaces: [{ name: 'Plant side', path: 'Wired network', from: 'Firewall' }],
    applicant: { 'Name of the applicant': 'Basalt Networks BV' },
    iecex: [/Outside IECEx/, 'outside'],
    offers: [/IEC 62443-2-4 Product capability/, /IEC 62443-4-1 Process capability/, /IEC 62443-4-2 Product capability/],
    parts: ['4-1', '4-2'], target: /^SL 2/,
    answers: [{ part: '4-1', id: 'SM-1', group: /^SM 0/, verdict: 'Pass', text: 'DEV-1 describes the development process.' }],
  },
  {
    name: 'a service provider',
    item: { Name: 'Tank farm control system', Description: 'Control system of a tank farm, integrated and maintained by us.' },
    role: PROVIDER, what: 'A system of components', embedded: 'Not an embedded device', software: 'Yes',
    marking: 'Ex db eb IIB T4 Gb', paths: ['Wired network'], monitored: 'No', safety: 'No',
    applicant: { 'Name of the applicant': 'Delta Integrators SpA' },
    iecex: [/manufacturer/, 'manufacturer'],
    offers: [/IEC 62443-2-4 Process capability/, /IEC 62443-2-4 Solution application/],
    parts: ['2-4'],
    answers: [
      { part: '2-4', id: 'SP.01.01 BR', group: /^Solution staffing|^Staffing/, verdict: 'Pass', text: 'HR-5 lists roles and training.', evidence: 'HR-5 Roles and training' },
      { part: '2-4', id: 'SP.01.01 RE(1)', group: /^Staffing/, verdict: 'Not applicable', text: 'No subcontractors work for us.' },
    ],
  },
  {
    name: 'an asset owner',
    item: { Name: 'Compressor station 12', Description: 'Installed control system of the station.' },
    role: OWNER, what: 'A system of components', embedded: 'Not an embedded device', software: 'Yes',
    marking: 'Ex pzc IIC T3 Gc', paths: ['Wired network', 'Remote access or cloud'], monitored: 'No', safety: 'No',
    applicant: { 'Name of the applicant': 'Gasleitung Nord' },
    iecex: [/manufacturer/, 'manufacturer'],
    offers: [/IEC 62443-2-4 Solution application/],
    parts: ['2-4'],
    answers: [{ part: '2-4', id: 'SP.01.01 BR', group: /^Staffing/, verdict: 'Pass', text: 'Our contractors are trained; OPS-3 lists them.' }],
  },
  {
    name: 'a mechanical gearbox',
    item: { Name: 'Helix 40', 'Type or model code': 'HX-40' },
    role: SUPPLIER, what: 'A component', embedded: 'Not an embedded device', software: 'No',
    marking: 'Ex h IIC T4 Gb', paths: ['None of these'], monitored: 'No', safety: 'No',
    applicant: { 'Name of the applicant': 'Helix Antriebe KG' },
    iecex: [/IECEx would ask nothing about cybersecurity/, 'no-action'],
    offers: [], parts: [], answers: [],
  },
]

const folder = process.env.EXREADY_PICTURES
const variants = folder
  ? [1280, 390].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })))
  : [{ width: 1280, colorScheme: 'light' as const }]

for (const walk of WALKS) {
  for (const { width, colorScheme } of variants) {
    test(`${walk.name}, to a bundle${folder ? ` (${width}, ${colorScheme})` : ''}`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: width === 390 ? 844 : 900 } })
      const page = await context.newPage()
      let station = 0
      const picture = async (name: string) => {
        station += 1
        if (!folder) return
        mkdirSync(folder, { recursive: true })
        const file = `${walk.item.Name}-${String(station).padStart(2, '0')}-${name}-${width}-${colorScheme}.png`.replaceAll(' ', '-')
        await page.screenshot({ path: `${folder}/${file}`, fullPage: true })
      }
      await take(walk, await App.open(page), picture)
      await context.close()
    })
  }
}

async function take(walk: Walk, app: App, picture: (name: string) => Promise<void>) {
  const { page } = app
  const tab = (of: string, name: string) =>
    page.getByRole('navigation', { name: `Parts of the ${of}` }).getByRole('link', { name, exact: true }).click()

  await app.button('New assessment').click()
  await expect(page.getByRole('heading', { name: 'Scope' })).toBeVisible()
  for (const [label, text] of Object.entries(walk.item)) await page.getByLabel(label, { exact: true }).fill(text)
  await page.getByLabel('Your role').selectOption(walk.role)
  await page.getByLabel('What is assessed').selectOption(walk.what)
  await page.getByLabel('Embedded device in a system').selectOption(walk.embedded)
  await page.getByLabel('Software, firmware or programmable parts').selectOption(walk.software)
  await picture('scope')

  await tab('scope', 'Explosion protection')
  if (walk.marking) {
    await page.getByLabel('Ex marking').fill(walk.marking)
  } else {
    await page.getByText('Tick techniques that the marking does not show').click()
    await page.getByRole('checkbox', { name: 'Not explosion-protected' }).check()
  }
  for (const path of walk.paths) await page.getByRole('checkbox', { name: path }).check()
  const asked = [[/Do programmable electronics monitor/, walk.monitored], [/Does a safety device/, walk.safety]] as const
  for (const [question, answer] of asked) {
    if (!answer) continue
    const group = page.getByRole('group', { name: question })
    if (await group.count()) await group.getByRole('radio', { name: answer, exact: true }).check()
  }
  for (const [technique, reason] of walk.argued ?? []) {
    const argument = page.getByRole('group', { name: technique })
    await argument.getByRole('radio', { name: 'No, because …' }).check()
    await page.getByLabel('Why not').last().fill(reason)
  }
  await picture('protection')

  await tab('scope', 'Components')
  for (const component of walk.components ?? []) {
    await app.button('Add a component').click()
    await page.getByLabel('Name of the component').last().fill(component.name)
    if (component.kind) await page.getByLabel('Component type (IEC 62443-4-2)').last().selectOption(component.kind)
    await page.getByLabel('Version', { exact: true }).last().fill(component.version)
    await page.getByLabel('Supplier', { exact: true }).last().fill(component.supplier ?? '')
    await page.getByLabel('Security zone').last().fill(component.zone ?? '')
  }
  for (const { name, path, from } of walk.interfaces ?? []) {
    await app.button('Add an interface').click()
    await page.getByLabel('Name of the interface').last().fill(name)
    await page.getByLabel('Access path', { exact: true }).last().selectOption(path)
    await page.getByLabel('From', { exact: true }).last().selectOption(from)
  }
  await picture('components')

  await tab('scope', 'Applicant')
  for (const [label, text] of Object.entries(walk.applicant)) await page.getByLabel(label, { exact: true }).fill(text)
  await picture('applicant')

  await page.getByRole('link', { name: 'See which certificates to apply for' }).click()
  const main = page.locator('main')
  await expect(main.locator('.iecex-answer')).toContainText(walk.iecex[0])
  for (const offer of walk.offers) await expect(main.getByRole('row', { name: offer }).first()).toBeVisible()
  await expect(main.getByRole('heading', { name: 'Still to be answered' })).toHaveCount(0)
  await picture('route')
  for (const name of ['Certificates', 'IECEx certificate', 'Texts']) {
    await tab('route', name)
    await picture(name)
  }

  await app.step('Selection').click()
  if (walk.parts.length) {
    await app.button('Use this selection').click()
    if (walk.target) await page.getByRole('radio', { name: walk.target }).check()
    for (const part of ['2-4', '4-1', '3-3', '4-2']) {
      await expect(page.getByRole('checkbox', { name: `IEC 62443-${part}` })).toBeChecked({ checked: walk.parts.includes(part) })
    }
    await picture('select')
    await page.getByRole('link', { name: 'Start answering' }).click()
    for (const answer of walk.answers) await give(app, answer)
    await picture('assess')
    await app.step('Evidence').click()
    await picture('evidence')
    await app.step('Results').click()
    const tabs = page.getByRole('navigation', { name: 'Parts of the results' }).getByRole('link')
    for (const name of await tabs.allInnerTexts()) {
      await tab('results', name)
      await picture(`results-${name}`)
    }
  } else {
    await expect(app.button('Use this selection')).toHaveCount(0)
    await picture('select')
  }

  await app.step('Handover').click()
  await picture('hand-over')
  const bundle = JSON.parse((await app.download()).toString('utf8'))
  expect(bundle.results.route.decision.iecex).toBe(walk.iecex[1])
  expect(bundle.assessment.records.selection.parts).toEqual(walk.parts)
  for (const { part, id, verdict } of walk.answers) {
    expect(bundle.results.requirements[`${part}/${id}`].verdict, id).toBe(verdict.toLowerCase().replace(' ', '-'))
  }
}

async function give(app: App, { part, id, group, verdict, text, evidence }: Answer) {
  const { page } = app
  if (await app.row(id).count() === 0) {
    await app.step('Answers').click()
    // On a phone the parts are tabs, and not among the steps.
    const ways = page.getByRole('link', { name: new RegExp(`^${part}\\b`) }).filter({ visible: true })
    if (await ways.count()) await ways.first().click()
    await page.getByRole('link', { name: group }).first().click()
  }
  await app.openRequirement(id)
  await page.getByRole('radio', { name: verdict, exact: true }).check()
  const label = verdict === 'Not applicable' ? 'Why it does not apply' : 'Conformance statement'
  if (text) await page.getByLabel(label).fill(text)
  if (evidence) {
    await app.button('Add evidence').click()
    await page.getByLabel('Title', { exact: true }).fill(evidence)
    await page.getByLabel('Document version', { exact: true }).fill('2')
  }
}

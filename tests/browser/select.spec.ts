// Select: parts, component types, target levels, profiles, bulk answers.
import { expect, test, type Page } from '@playwright/test'
import { App } from './app'

async function select(app: App) {
  await app.step('Selection').click()
  await expect(app.page.getByRole('heading', { name: 'Selection', exact: true })).toBeVisible()
}

const part = (page: Page, name: string) => page.getByRole('checkbox', { name: `IEC 62443-${name}` })
const tab = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the selection' }).getByRole('link', { name, exact: true })

test('the counts beside every choice are those of the standard, live', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await select(app)
  await expect(page.getByText('47 requirements', { exact: true })).toBeVisible()
  await part(page, '4-1').check()
  await expect(page.getByText('47 of 47 in scope')).toBeVisible()
  await expect(page.getByText('123 requirements', { exact: true })).toBeVisible()
  await part(page, '2-4').check()
  await expect(page.getByText('123 of 123 in scope')).toBeVisible()

  await part(page, '3-3').check()
  await expect(page.getByText('No target level is chosen, so nothing of this part is in scope.')).toBeVisible()
  for (const [level, count] of [[1, 37], [2, 60], [3, 90], [4, 100]]) {
    await page.getByRole('radio', { name: `SL ${level} · ${count}`, exact: true }).check()
    await expect(page.getByText(`${count} of 100 in scope`)).toBeVisible()
  }
  await page.getByText('A level for each foundational requirement').click()
  await page.getByLabel('FR 2 Use control').selectOption({ label: 'SL 0 · 0 requirements' })
  await expect(page.getByText('76 of 100 in scope')).toBeVisible()
  await page.getByLabel('FR 2 Use control').selectOption({ label: 'SL 4 · 24 requirements' })
  await expect(page.getByText('100 of 100 in scope')).toBeVisible()
  await part(page, '3-3').uncheck()

  await part(page, '4-2').check()
  await expect(page.getByText('Choose at least one component type')).toBeVisible()
  for (const [kind, rows] of [['Software application (SAR)', 73], ['Embedded device (EDR)', 83], ['Host device (HDR)', 84], ['Network device (NDR)', 92]]) {
    const box = page.getByRole('checkbox', { name: `${kind} · ${rows} requirements` })
    await box.check()
    await page.getByRole('radio', { name: /^SL 4/ }).check()
    await expect(page.getByText(`${Number(rows) + 4} of ${Number(rows) + 4} in scope`)).toBeVisible()
    await box.uncheck()
  }
  for (const kind of ['Software', 'Embedded', 'Host', 'Network']) {
    await page.getByRole('checkbox', { name: new RegExp(`^${kind}`) }).check()
  }
  await expect(page.getByText('126 of 126 in scope')).toBeVisible()
  await expect(page.getByText('296 requirements in scope')).toBeVisible()
})

test('the route proposes, selecting deletes nothing, and each part is answered in its own way', async ({ page }) => {
  const app = await App.example(page)
  await select(app)
  await expect(page.getByText(/The route proposes another selection\. It adds .*IEC 62443-4-2/)).toBeVisible()
  await app.button('Use this selection').click()
  await expect(part(page, '4-2')).toBeChecked()
  await expect(app.button('Use this selection')).toHaveCount(0)

  const steps = page.getByRole('navigation', { name: 'Steps' })
  await steps.getByRole('link', { name: /^4-2/ }).click()
  await page.getByRole('link', { name: /^FR-1 / }).click()
  await app.openRequirement('CR 1.1')
  await expect(page.getByRole('complementary').getByText('Required from SL 1')).toBeVisible()
  await expect(page.getByRole('group', { name: 'Claimed maturity level' })).toHaveCount(0)
  await page.getByRole('radio', { name: 'Not applicable' }).check()
  await expect(page.getByLabel('SM-5 analysis')).toHaveCount(0)
  await page.getByLabel('Why it does not apply').fill('No person reaches it.')
  await expect(page.getByText('FR-1 (0/20)')).toBeVisible()
  await expect(steps.getByRole('link', { name: /^4-2/ })).toContainText('1/42')

  await page.getByRole('complementary').getByRole('link', { name: '3-3 SR 1.1', exact: true }).click()
  await expect(page.getByText('This part is not selected, so nothing in it counts.')).toBeVisible()
  await page.getByRole('link', { name: 'Go to the selection' }).click()
  await part(page, '4-2').uncheck()
  await expect(steps.getByRole('link', { name: /^4-2/ })).toHaveCount(0)
  await part(page, '4-2').check()
  await expect(steps.getByRole('link', { name: /^4-2/ })).toContainText('1/42')
})

test('a profile shows what it would do, acts, and leaves no trace', async ({ page }) => {
  const app = await App.example(page)
  await select(app)
  await app.button('Use this selection').click()
  const scope = page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^Select/ })
  const before = await scope.innerText()
  await tab(page, 'Profiles').click()
  await page.getByRole('button', { name: /^Preview.*Pressurization/ }).click()
  await expect(page.getByText(/^4-2: 42 → \d+ in scope$/)).toBeVisible()
  await expect(page.getByText(/requirements come into scope:/)).toBeVisible()
  await expect(page.getByText('It also covers IEC 62443-3-3')).toBeVisible()
  await app.button('Apply profile').click()
  await expect(page.getByRole('button', { name: /^Applied.*Pressurization/ })).toBeDisabled()
  expect(await scope.innerText()).not.toBe(before)
  await tab(page, 'Requirements').click()
  await page.getByRole('navigation', { name: 'Parts assessed' }).getByRole('link', { name: '4-2' }).click()
  await page.getByRole('button', { name: /^Out of scope/ }).click()
  await expect(page.getByText('excluded by a profile').first()).toBeVisible()
  await app.step('Results').click()
  await expect(page.getByText('Profile applied: Pressurization: purge and overpressure control (draft).')).toBeVisible()
  await app.step('Selection').click()
  await tab(page, 'Profiles').click()
  await page.getByRole('button', { name: /^Remove Pressurization/ }).click()
  await expect(page.getByText('No profile applied.')).toBeVisible()
  expect(await scope.innerText()).toBe(before)
})

test('a profile that adds a requirement acts in part and says so; what is none is refused', async ({ page }) => {
  const app = await App.example(page)
  await select(app)
  await tab(page, 'Profiles').click()
  const load = (file: unknown) => page.getByLabel('Load a profile from a file')
    .setInputFiles({ name: 'p.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(file)) })
  await load({ format: 'something' })
  await expect(page.getByText('The profile could not be loaded; nothing was changed.')).toBeVisible()
  const profile = {
    format: 'exready.profile', version: '1.0.0', id: 'mine', title: 'Mine', status: 'published', context: 'A bench.',
    parts: [{
      part: '4-1', edition: '2018', requirements: [{ id: 'SM-99', level: 2 }],
      exclusions: [{ id: 'SI-2', justification: 'There is no code in it.' }],
    }],
  }
  await load(profile)
  await expect(page.getByText('SM-99 is not a requirement of part 4-1')).toBeVisible()
  await expect(page.getByText('4-1: 47 → 46 in scope')).toBeVisible()
  await expect(page.getByText('1 requirement is excluded:')).toBeVisible()
  await app.button('Apply profile').click()
  await tab(page, 'Parts and levels').click()
  await expect(page.getByText('46 of 47 in scope')).toBeVisible()
  await page.reload()
  await expect(page.getByText('46 of 47 in scope')).toBeVisible()
})

test('search, tick, answer many at once with a preview, and take it back in one step', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await select(app)
  await part(page, '3-3').check()
  await page.getByRole('radio', { name: /^SL 1/ }).check()
  await tab(page, 'Requirements').click()
  await page.getByRole('navigation', { name: 'Parts assessed' }).getByRole('link', { name: '3-3' }).click()
  await expect(page.getByRole('button', { name: 'In scope 37' })).toBeVisible()
  await page.getByLabel('Search this part').fill('Wireless USE control')
  const shown = page.getByText(/requirements? shown$/)
  await expect(shown).toBeVisible()
  await app.button('Tick all shown').click()
  await app.button('Not applicable, with a reason').click()
  await expect(page.getByText(/^Changes \d+ answers?: .*SR 2\.2/)).toBeVisible()
  await app.button('Apply to ticked requirements').click()
  await expect(page.getByText('Say why these requirements do not apply.')).toBeVisible()
  await page.getByLabel('Why it does not apply').fill('There is no radio.')
  await app.button('Apply to ticked requirements').click()
  await page.getByLabel('Search this part').fill('')
  await page.getByRole('button', { name: /^Not applicable [1-9]/ }).click()
  await expect(app.row('SR 2.2')).toBeVisible()
  await app.button('Undo').click()
  await expect(page.getByRole('button', { name: 'Not applicable 0' })).toBeVisible()
})

test('an enhancement explains itself, and what is uncertain says so', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await select(app)
  await part(page, '3-3').check()
  await page.getByRole('radio', { name: /^SL 4/ }).check()
  await page.getByRole('navigation', { name: 'Steps' }).getByRole('link', { name: /^3-3/ }).click()
  await app.openRequirement('SR 1.13 RE 1')
  const pane = page.getByRole('complementary')
  for (const head of ['What this enhancement adds', 'An assessor looks for', 'Typical evidence', 'Related requirements', 'Not certain']) {
    await expect(pane.getByRole('heading', { name: head })).toBeVisible()
  }
  await expect(pane.getByText(/The clause is followed/)).toBeVisible()
  await app.step('Selection').click()
  await page.getByRole('link', { name: /About the catalogue/ }).click()
  await expect(page.getByRole('heading', { name: 'About the catalogue' })).toBeVisible()
  await expect(page.getByText(/100 requirements in 7 groups, including 49 enhancements/)).toBeVisible()
  await expect(page.getByRole('term').filter({ hasText: 'conduit' })).toBeVisible()
})

// CV-11
test('the application names an edition, and what is not verified is said until it is confirmed', async ({ page }) => {
  const app = await App.open(page)
  await app.button('New assessment').click()
  await select(app)
  await part(page, '2-4').check()
  const edition = page.getByLabel('Edition that the application names')
  await expect(edition).toHaveValue('')
  const tick = page.getByRole('checkbox', { name: 'I have compared the numbers with this edition' })
  await edition.selectOption({ label: '2015+AMD1:2017' })
  await expect(tick).toHaveCount(0)
  await edition.selectOption({ label: '2023' })
  await expect(tick).not.toBeChecked()

  const unverified = page.getByText('The numbering of edition 2023 is not verified here')
  const preview = async () => {
    await app.step('Results').click()
    await page.getByRole('link', { name: 'Certificate preview' }).click()
    await expect(page.getByText(/^IEC 62443-2-4:2023 Security program/)).toBeVisible()
  }
  await preview()
  await expect(unverified).toBeVisible()
  await page.getByRole('link', { name: 'Findings', exact: true }).first().click()
  await expect(page.getByText(/The application names IEC 62443-2-4:2023/)).toBeVisible()

  await select(app)
  await tick.check()
  await preview()
  await expect(unverified).toHaveCount(0)
  await page.reload()
  await select(app)
  await expect(edition).toHaveValue('2')
  await expect(tick).toBeChecked()
  // Another edition is confirmed anew, and none is nothing to confirm.
  await edition.selectOption({ label: '2015' })
  await expect(tick).not.toBeChecked()
  await edition.selectOption('')
  await expect(tick).toHaveCount(0)
})

// A narrow window, and text of twice the size: nothing is reached by sideways scrolling alone.
import { expect, test } from '@playwright/test'
import { onEachScreen, screens } from './screens'

for (const [what, width, percent] of [['320 px wide', 320, 100], ['1280 px wide with text of 200 %', 1280, 200]] as const) {
  test(`no sideways scrolling on any screen, ${what}`, async ({ browser }) => {
    test.setTimeout(screens.length * 10_000)
    const context = await browser.newContext({ viewport: { width, height: 800 } })
    await onEachScreen(context, async (name, page) => {
      const wide = await page.evaluate((percent) => {
        document.documentElement.style.fontSize = `${percent}%`
        // A region that scrolls by itself, such as a wide table, may; nothing else is cut off.
        const inRegion = (element: Element) => element.closest('.table-frame, .diagram-frame, .draft, .unseen, svg')
        const cut = [...document.querySelectorAll('body *')].filter((element) => {
          const { right, width, height } = element.getBoundingClientRect()
          return width > 0 && height > 0 && right > document.documentElement.clientWidth + 1 && !inRegion(element)
        })
        const page = document.documentElement.scrollWidth - document.documentElement.clientWidth
        const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.className}`
        return [...(page > 0 ? [`the page by ${page} px`] : []), ...cut.slice(0, 3).map(name)]
      }, percent)
      expect.soft(wide, name).toEqual([])
    })
    await context.close()
  })
}

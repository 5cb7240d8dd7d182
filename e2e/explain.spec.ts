import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

/** The container whose limit is too low in this replay. */
const CONTAINER = 'indexer'

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000)
  await loadReplayFleet(String(baseURL), 'memory-pressure', { nodes: 24, days: 3 })
})

test.afterAll(async ({ baseURL }) => {
  await removeReplayFleet(String(baseURL))
})

const redCell = (page: Page) => page.getByRole('gridcell', { name: /^Memory saturation: .*, bad$/ }).first()

const suspects = (page: Page) => page.getByRole('region', { name: 'Suspects' }).first()

test('from a red cell of the home page to memory pressure and the container that causes it', async ({
  page,
}) => {
  await page.goto('/')
  await redCell(page).click()
  await expect(page).toHaveURL(/\/nodes\/\d+.*#memory$/)
  await page.getByRole('group', { name: 'Window' }).getByRole('link', { name: 'Explain' }).click()
  await expect(page).toHaveURL(/\/explain\?.*node=\d+/)
  await expect(
    suspects(page)
      .getByRole('row', { name: /memory · saturation/ })
      .first(),
  ).toBeVisible({
    timeout: 30_000,
  })
  await expect(
    suspects(page)
      .getByText(new RegExp(`it is ${CONTAINER} \\(`))
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('region', { name: 'The node you came from' })).toContainText('affected')
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await suspects(page)
    .getByRole('row', { name: /memory · saturation/ })
    .first()
    .getByRole('link')
    .click()
  await expect(page).toHaveURL(/\/nodes\/\d+\?from=\d{4}-.*#(memory|cgroup)$/)
})

test('a cell leads to its explanation by the keyboard and by its menu', async ({ page }) => {
  await page.goto('/')
  await redCell(page).focus()
  await page.keyboard.press('x')
  await expect(page).toHaveURL(/\/explain\?node=\d+/)
  await page.goBack()
  await redCell(page).click({ button: 'right' })
  const menu = page.getByRole('menu')
  await expect(menu.getByRole('menuitem', { name: /^Explain this window/ })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(menu).toBeHidden()
  await expect(redCell(page)).toBeFocused()
})

test('what is marked on a chart is explained with Shift, or with a key', async ({ page }) => {
  await page.goto('/')
  await redCell(page).click()
  const plot = page.getByRole('slider', { name: /^Memory saturation/ }).first()
  await plot.focus()
  await page.keyboard.press('Home')
  for (let step = 0; step < 6; step += 1) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('x')
  await expect(page).toHaveURL(/\/explain\?from=\d{4}-.*&to=\d{4}-.*&node=\d+/)
})

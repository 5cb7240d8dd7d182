import { expect, test, type Page } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const WIDTH_PX = 390
const PATHS = [
  '/',
  '/metric',
  '/latency',
  '/errors',
  '/outages',
  '/clock?metric=disk.utilization.busy&band=06:00-07:00',
  '/explain',
  '/correlations',
  '/events',
  '/profiles',
  '/map?dots=metric',
  '/coverage',
  '/collectors',
  '/nodes/pocket',
]

const widthPx = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth)

test.beforeAll(({ request }) =>
  sendNodes(request, [{ name: 'pocket', values: { 'cpu.utilization.busy': 0.5 } }]),
)

test.use({ viewport: { width: WIDTH_PX, height: 844 } })

test('every page fits a phone without scrolling sideways', async ({ page }) => {
  for (const path of PATHS) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.skeleton')).toHaveCount(0)
    expect(await widthPx(page), path).toBeLessThanOrEqual(WIDTH_PX)
  }
})

test('every page fits a phone while it waits for its answer', async ({ page }) => {
  await page.route('**/api/v1/**', () => undefined)
  for (const path of PATHS) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect(await widthPx(page), path).toBeLessThanOrEqual(WIDTH_PX)
  }
})

import { expect, test, type APIRequestContext } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const PATH = `/metric?from=now-30m&filter=${encodeURIComponent('name=~"heat-.*"')}`
const ALL_MINUTES = Array.from({ length: 25 }, (_, minutes) => minutes)

/** Samples of minutes that are sealed already are gathered for some seconds before they are sealed too. */
const measuredSteps = async (request: APIRequestContext): Promise<number> => {
  const response = await request.get(
    `/api/v1/heatmap?metric=cpu.utilization.busy&${PATH.split('?')[1] ?? ''}`,
  )
  const { bands } = (await response.json()) as { bands: { measured: number[] } }
  return bands.measured.filter((count) => count > 0).length
}

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    { name: 'heat-hot', values: { 'cpu.utilization.busy': 0.97 }, minutesAgo: ALL_MINUTES.slice(0, 8) },
    { name: 'heat-cold', values: { 'cpu.utilization.busy': 0 }, minutesAgo: ALL_MINUTES },
    { name: 'heat-none', values: { 'memory.utilization.used': 0.5 } },
  ])
  await expect
    .poll(() => measuredSteps(request), { timeout: 40_000 })
    .toBeGreaterThanOrEqual(ALL_MINUTES.length - 1)
})

test('a brush zooms, the URL holds it, and the same URL in a fresh browser shows the same numbers', async ({
  page,
  browser,
}) => {
  await page.goto(PATH)
  const map = page.getByRole('application', { name: /Heat map/ })
  const rows = page.getByRole('region', { name: 'Nodes as a table' }).locator('tbody')
  await expect(rows.getByRole('row', { name: /heat-hot 97 % 97 % 97 % bad since/ })).toBeVisible()
  await expect(rows.getByRole('row', { name: /heat-cold 0 % 0 % 0 %/ })).toBeVisible()
  await expect(rows.getByRole('row', { name: /heat-none.*not measured/ })).toBeVisible()

  const box = await map.boundingBox()
  if (box === null) throw new Error('the heat map is not on screen')
  await page.mouse.move(box.x + box.width * 0.6, box.y + 10)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.9, box.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect(page).toHaveURL(/[?&]from=\d{4}-\d{2}-\d{2}T/)
  await expect(page).toHaveURL(/[?&]to=\d{4}-\d{2}-\d{2}T/)
  await expect(page.getByText('fixed window')).toBeVisible()

  const fresh = await browser.newContext()
  const other = await fresh.newPage()
  await other.goto(page.url())
  const freshRows = other.getByRole('region', { name: 'Nodes as a table' }).locator('tbody')
  await expect(freshRows.getByRole('row', { name: /heat-cold 0 % 0 % 0 %/ })).toBeVisible()
  await expect(rows).toHaveText(await freshRows.evaluate((body) => body.textContent))
  await fresh.close()
})

test('the keyboard reads cells out and opens the node with the window kept', async ({ page }) => {
  await page.goto(PATH)
  const map = page.getByRole('application', { name: /Heat map/ })
  await map.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('status').filter({ hasText: /heat-cold, .*UTC/ })).toBeAttached()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/nodes\/\d+\?from=now-30m/)
  await expect(page.getByRole('heading', { level: 1, name: 'heat-cold' })).toBeVisible()
})

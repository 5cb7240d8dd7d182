import { expect, test, type APIRequestContext } from '@playwright/test'
import { scrollSmoothly } from './scroll-smoothly'
import type { Values } from './sample-nodes'

const MINUTE_MS = 60_000
const NODES_AT_ONCE = 500
const BAD: Values = {
  'cpu.utilization.busy': 0.99,
  'cpu.saturation.pressure': 0.9,
  'memory.saturation.pressure': 0.9,
}
const CALM: Values = { 'cpu.utilization.busy': 0.2, 'memory.utilization.used': 0.4 }

interface LargeFleet {
  prefix: string
  count: number
  worst: number | null
}

const bodies = ({ prefix, count, worst }: LargeFleet, nowMs: number) =>
  Array.from({ length: count }, (_, index) => ({
    node: { name: `${prefix}-${String(index)}`, labels: { fleet: prefix, rack: `r${String(index % 10)}` } },
    samples: [2, 1, 0].map((minutes) => ({
      timestampMs: nowMs - minutes * MINUTE_MS,
      values: index === worst ? BAD : CALM,
    })),
  }))

/** Waits until every node is measured. */
const sendFleet = async (request: APIRequestContext, fleet: LargeFleet): Promise<void> => {
  const all = bodies(fleet, Date.now())
  for (let at = 0; at < all.length; at += NODES_AT_ONCE) {
    const response = await request.post('/api/v1/samples', { data: all.slice(at, at + NODES_AT_ONCE) })
    expect(response.status()).toBe(200)
  }
  const measured = async () => {
    const params = { filter: `fleet="${fleet.prefix}"`, limit: '1', from: 'now-15m' }
    const response = await request.get('/api/v1/fleet', { params })
    const { summary } = (await response.json()) as { summary: { nodes: Record<string, number> } }
    return (summary.nodes['ok'] ?? 0) + (summary.nodes['bad'] ?? 0)
  }
  await expect.poll(measured, { timeout: 40_000 }).toBe(fleet.count)
}

test('the worst node of 300 is found from the home page by keyboard alone', async ({ page, request }) => {
  await sendFleet(request, { prefix: 'crowd', count: 300, worst: 217 })
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'crowd-217' })).toBeVisible()
  const firstRow = page.locator('tbody tr[data-row="0"]')
  const isInFirstRow = async () => (await firstRow.locator(':focus').count()) > 0
  for (let stop = 0; stop < 60 && !(await isInFirstRow()); stop += 1) await page.keyboard.press('Tab')
  await expect(firstRow.getByRole('link', { name: 'crowd-217' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('tooltip')).toContainText(/since before|since \d\d:\d\d/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'crowd-217' })).toBeVisible()
})

test('a grid of 3,000 nodes scrolls to its end, and only the rows near the screen are drawn', async ({
  page,
  request,
}) => {
  await sendFleet(request, { prefix: 'mass', count: 3_000, worst: null })
  await page.goto('/?filter=fleet%3D"mass"&sort=name')
  const rows = page.locator('tbody tr[data-row]')
  const scroller = page.locator('.fleet-scroller')
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3002')
  await expect(rows.first()).toBeVisible()
  const scrolled = await scrollSmoothly(scroller)
  test.info().annotations.push({ type: 'measured', description: scrolled.text })
  expect(scrolled.passedPx).toBeGreaterThan(3_000)
  for (const share of [0.25, 0.5, 0.75, 1]) {
    await scroller.evaluate((element, to) => {
      element.scrollTo({ top: element.scrollHeight * to })
    }, share)
    await expect(page.locator('.fleet-row-waiting')).toHaveCount(0)
    await expect(rows.first()).toBeVisible()
    expect(await rows.count()).toBeLessThan(70)
  }
  await expect(
    page.locator('tbody tr[data-row="2999"]').getByRole('link', { name: 'mass-999' }),
  ).toBeVisible()
})

import { expect, test, type Page } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'gap-node'
const SPIKY = 'spiky-node'
const CALM_MINUTES = [25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
const SPIKE_MINUTES = [15, 14, 13, 12, 11, 10]

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    {
      name: NAME,
      values: { 'cpu.utilization.busy': 0.5, 'disk.utilization.busy': { sda: 0.9, sdb: 0.1 } },
      facts: { kernel: '6.1.0-30' },
      minutesAgo: [12, 11, 10, 9, 3, 2, 1, 0],
    },
    { name: SPIKY, values: { 'cpu.utilization.busy': 0.1 }, minutesAgo: CALM_MINUTES },
    { name: SPIKY, values: { 'cpu.utilization.busy': 0.95 }, minutesAgo: SPIKE_MINUTES },
  ])
})

test('a gap stays a gap, in the chart and in its table', async ({ page }) => {
  await page.goto(`/nodes/${NAME}?from=now-15m`)
  await expect(page.getByText(/[5-9] of 1[56] steps not measured/).first()).toBeVisible({ timeout: 40_000 })
  await page.getByRole('button', { name: /^Table of CPU utilization/ }).click()
  const table = page.getByRole('region', { name: /^CPU utilization/ })
  await expect(table.getByRole('cell', { name: '50 %' }).first()).toBeVisible()
  await expect(table.getByRole('cell', { name: 'not measured' }).first()).toBeVisible()
})

test('errors come before utilization and saturation', async ({ page }) => {
  await page.goto(`/nodes/${NAME}`)
  await expect(page.locator('#cpu h3').first()).toContainText('errors')
})

test('devices are listed, the worst first, and each opens charts of its own', async ({ page }) => {
  await page.goto(`/nodes/${NAME}?from=now-15m`)
  const disk = page.getByRole('region', { name: 'Disk', exact: true })
  await expect(disk.locator('tbody th').first()).toHaveText('sda')
  await disk.getByRole('button', { name: 'sda' }).click()
  await expect(page).toHaveURL(/device=disk/)
  await page.reload()
  const charts = page.getByRole('region', { name: 'Disk sda' })
  await expect(charts.getByRole('slider', { name: /^sda utilization/ })).toBeVisible()
})

const CPU_CHART = /^CPU utilization/

/** All that the CPU's utilization shows: the judged value and every step of its table. */
const numbersOf = async (page: Page): Promise<string[]> => {
  await page.getByRole('button', { name: /^Table of CPU utilization/ }).click()
  const steps = page.getByRole('region', { name: CPU_CHART }).getByRole('row')
  await expect(steps.nth(1)).toBeVisible()
  return [...(await page.locator('#cpu .judged-value').allInnerTexts()), ...(await steps.allInnerTexts())]
}

test('a brushed spike has the same numbers for whoever opens its link', async ({ page, browser }) => {
  await page.goto(`/nodes/${SPIKY}?from=now-30m`)
  const box = await page.getByRole('slider', { name: CPU_CHART }).boundingBox()
  if (box === null) throw new Error('the chart has no place')
  const at = (minutesAgo: number) => box.x + box.width * (1 - minutesAgo / 30)
  await page.mouse.move(at(16), box.y + 20)
  await page.mouse.down()
  await page.mouse.move(at(9), box.y + 20, { steps: 5 })
  await page.mouse.up()
  await expect(page).toHaveURL(/from=2\d{3}-.*&to=2\d{3}-/)
  await expect(page.locator('#cpu .judged-value')).toHaveText('95 %')
  await expect(page.getByText(/in [6-9] steps of 1 min/)).toBeVisible()
  const brushed = await numbersOf(page)
  expect(brushed.length).toBeGreaterThanOrEqual(8)

  const other = await browser.newContext()
  const opened = await other.newPage()
  await opened.goto(page.url())
  await expect(opened.locator('#cpu .judged-value')).toHaveText('95 %')
  expect(await numbersOf(opened)).toEqual(brushed)
  await other.close()
})

test('the crosshair walks by keyboard through all charts at once, and tells not measured from a value', async ({
  page,
}) => {
  await page.goto(`/nodes/${NAME}?from=now-15m`)
  const cpu = page.getByRole('slider', { name: CPU_CHART })
  const disk = page.getByRole('slider', { name: /^Disk utilization/ })
  await page.getByRole('button', { name: 'yesterday' }).click()
  await expect(page).toHaveURL(/compare=yesterday/)
  await cpu.focus()
  await expect(cpu).toHaveAttribute('aria-valuetext', /50 %|not measured/)
  for (const _ of Array(6).keys()) await cpu.press('ArrowLeft')
  await expect(cpu).toHaveAttribute('aria-valuetext', /: not measured, yesterday: not measured$/)
  await expect(disk).toHaveAttribute('aria-valuetext', /: not measured/)
  const bar = page.locator('.crosshair-time')
  await expect(bar).toContainText('UTC')
  await page.keyboard.press('Escape')
  await expect(cpu).toHaveAttribute('aria-valuetext', 'no time chosen')
})

test('what happened on the node lies over its charts, as text, and reads by keyboard', async ({
  page,
  request,
}) => {
  const text = '<img src=x> 4.2'
  const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000
  const during = { startMs: minutesAgo(12), endMs: minutesAgo(1) }
  const deploy = { ...during, node: NAME, source: 'ci', kind: 'deploy', name: 'api', text }
  for (const data of [deploy, deploy])
    expect((await request.post('/api/v1/events', { data })).status()).toBe(200)
  await page.goto(`/nodes/${NAME}?from=now-15m`)
  const events = page.getByRole('region', { name: 'Events', exact: true })
  const lane = events.getByRole('slider', { name: /^Events/ })
  await expect(page.locator('#cpu .event-lines').first()).toBeAttached()
  await lane.focus()
  for (const _ of Array(5).keys()) await lane.press('ArrowLeft')
  await expect(lane).toHaveAttribute('aria-valuetext', /UTC.*deploy api: <img src=x> 4\.2(,|$)/)
  await events.getByText('1 event').click()
  await expect(events.getByRole('row', { name: /deploy api <img src=x> 4\.2/ })).toBeVisible()
})

test('facts are shown with the time since when they hold', async ({ page }) => {
  await page.goto(`/nodes/${NAME}`)
  await expect(page.getByRole('row', { name: /kernel 6\.1\.0-30/ })).toBeVisible()
})

test('a node that does not exist says so and leads back', async ({ page }) => {
  await page.goto('/nodes/no-such-node')
  await expect(page.getByRole('alert').filter({ hasText: 'no-such-node' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('link', { name: 'Fleet' })).toBeVisible()
})

import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000)
  await loadReplayFleet(String(baseURL), 'shared-database', { nodes: 12, days: 1.5 })
})

test.afterAll(async ({ baseURL }) => {
  await removeReplayFleet(String(baseURL))
})

const plot = (page: Page) => page.getByRole('application', { name: 'Latency over time, All vantage points' })
const operations = (page: Page) =>
  page.getByRole('region', { name: 'Operations', exact: true }).getByRole('table')

test('from the home page to the operation that takes half a minute, and to what its slow hour is against the rest', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const window = windowToSlowHour(Date.now())
  await page.goto(`/?from=${window.from}&to=${window.to}`)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Latency' }).click()
  await operations(page).getByRole('button', { name: 'p99', exact: true }).click()
  await expect(operations(page).getByRole('columnheader', { name: 'p99', exact: true })).toHaveAttribute(
    'aria-sort',
    'descending',
  )
  await operations(page).getByRole('button', { name: 'allocation · Reserve' }).click()
  await expect(page.getByText(/^[\d,]+ observations from .* 2 peaks: .*\d\d s/)).toBeVisible()
  await page.getByLabel('Objective in milliseconds').fill('500')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/took longer than 500 ms: [\d.]+ × the 1 % that may/)).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await brushSlowest(page)
  const selection = page.getByRole('region', { name: 'Selection' })
  await expect(selection.getByText(/observations in the selection/)).toBeVisible()
  await expect(selection.getByRole('row', { name: /^p50/ })).toContainText('×')
  await expect(selection.getByRole('img', { name: /^Distribution of the selection/ })).toBeVisible()
  await selection.getByRole('button', { name: 'Explain it' }).click()
  await expect(page).toHaveURL(/\/explain\?from=\d{4}-/)
})

const MINUTE_MS = 60_000
const DAY_MS = 1440 * MINUTE_MS
/** Callers wait for half a minute from 04:00 to 04:40 UTC. */
const SLOW = { fromMinute: 240, minutes: 40 }
const WINDOW_MINUTES = 600
const AFTER_MINUTES = 10

/** Ten hours up to shortly after the last slow hour that is over. */
const windowToSlowHour = (nowMs: number) => {
  const untilMs = (SLOW.fromMinute + SLOW.minutes + AFTER_MINUTES) * MINUTE_MS
  const toMs = Math.floor((nowMs - untilMs) / DAY_MS) * DAY_MS + untilMs
  return {
    from: new Date(toMs - WINDOW_MINUTES * MINUTE_MS).toISOString(),
    to: new Date(toMs).toISOString(),
  }
}

const brushSlowest = async (page: Page) => {
  const box = await plot(page).boundingBox()
  if (box === null) throw new Error('there is no plot')
  const xBefore = (minutesBeforeEnd: number) => box.x + box.width * (1 - minutesBeforeEnd / WINDOW_MINUTES)
  await page.mouse.move(xBefore(AFTER_MINUTES + SLOW.minutes - 5), box.y + 2)
  await page.mouse.down()
  await page.mouse.move(xBefore(AFTER_MINUTES + 5), box.y + box.height / 3)
  await page.mouse.up()
}

test('the same hour on the errors page: what failed for whom, how often it was tried again, and what moved there then', async ({
  page,
}) => {
  await page.goto('/errors?from=now-24h')
  await expect(
    page.getByText(/^[\d,]+ failures, [\d.]+ % of all attempts; [\d.]+ attempts for each success/),
  ).toBeVisible()
  await expect(page.getByText(/^at most [\d.]+, at .* 04:\d\d UTC/)).toBeVisible()
  await expect(page.getByRole('row', { name: /^DeadlineExceeded/ })).toBeVisible()
  await page.getByLabel('Tell failures apart by').selectOption('query')
  await expect(page.getByRole('columnheader', { name: 'query' })).toBeVisible()
  const stack = page.getByRole('slider', { name: 'Failures by query, by time' })
  await stack.hover()
  const nodes = page.getByRole('region', { name: 'What else moves on the nodes that count them' })
  await expect(nodes.locator('.plot-crosshair').first()).toBeVisible()
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
})

test('a quantile that classic buckets cannot resolve is told as a range', async ({ page, request }) => {
  const timestampMs = Date.now() - 60_000
  const sent = await request.post('/api/v1/histograms', {
    data: {
      timestampMs,
      service: 'coarse',
      operation: 'list',
      bounds: [10, 100, 1000],
      counts: [5, 900, 90, 5],
    },
  })
  expect(await sent.json()).toMatchObject({ accepted: 1, refused: 0 })
  await page.goto('/latency?service=coarse&from=now-15m')
  const row = operations(page).getByRole('row', { name: /^coarse · list/ })
  await expect(row).toContainText('10 ms to 100 ms', { timeout: 30_000 })
  await expect(row).toContainText('> 1 s')
  await expect(page.getByText(/\(classic buckets\)/)).toBeVisible()
})

test('a box is spanned, selected and cleared by the keyboard', async ({ page }) => {
  await page.goto('/latency?from=now-24h&service=allocation')
  await plot(page).focus()
  await page.keyboard.press('ArrowLeft')
  for (let pressed = 0; pressed < 5; pressed += 1) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/selectionFrom=\d{4}-/)
  await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible()
  await plot(page).focus()
  await page.keyboard.press('Escape')
  await expect(page).not.toHaveURL(/selectionFrom/)
})

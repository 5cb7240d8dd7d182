import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'

const MINUTE_MS = 60_000

/** Two hours of a node; where it is hit, its disk is full for a quarter of an hour of the last one. */
const body = (name: string, isHit: boolean, nowMs: number) => ({
  node: { name, labels: { role: 'explained', image: isHit ? 'new' : 'old' } },
  samples: Array.from({ length: 120 }, (_, at) => {
    const isFull = isHit && at >= 80 && at < 95
    return {
      timestampMs: nowMs - (120 - at) * MINUTE_MS,
      values: { 'disk.utilization.busy': isFull ? 0.98 : 0.1 + 0.01 * (at % 3), 'cpu.utilization.busy': 0.2 },
    }
  }),
})

test('from the fleet one key leads to what stands out, and from there to the node', async ({
  page,
  request,
}) => {
  const nowMs = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS
  const names = Array.from({ length: 8 }, (_, at) => `explained-${String(at)}`)
  const sent = await request.post('/api/v1/samples', {
    data: names.map((name, at) => body(name, at < 3, nowMs)),
  })
  expect(sent.status(), await sent.text()).toBe(200)
  await expect
    .poll(async () => (await request.get('/api/v1/explain')).text(), { timeout: 30_000 })
    .toContain('"metric":"disk.utilization.busy"')
  await page.goto('/')
  await page.getByRole('heading', { name: 'Fleet' }).waitFor()
  await page.keyboard.press('x')
  const row = page.getByRole('row', { name: /Time with I\/O in flight/ }).first()
  await expect(row).toContainText('UTC')
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await row.getByRole('link').click()
  await expect(page).toHaveURL(/\/nodes\/\d+.*#disk$/)
})

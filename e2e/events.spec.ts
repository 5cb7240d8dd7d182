import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const MINUTE_MS = 60_000
const NODE = 'event-page-node'

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    { name: NODE, values: { 'cpu.utilization.busy': 0.2 }, labels: { role: 'evented' } },
  ])
  const startMs = Date.now() - 10 * MINUTE_MS
  const deploy = { startMs, source: 'ci', kind: 'rollout', name: 'journey', attributes: { by: 'ann' } }
  const response = await request.post('/api/v1/events', {
    data: [
      { ...deploy, node: NODE, text: 'journey 4.2 <b>bold</b>' },
      { ...deploy, node: 'event-page-stranger', text: 'journey 4.3' },
      {
        startMs: startMs + MINUTE_MS,
        source: 'dpkg',
        kind: 'packages',
        name: 'upgrade',
        node: NODE,
        text: 'upgraded openssl',
      },
    ],
  })
  expect(response.status(), await response.text()).toBe(200)
})

test('from all events to the one that matters, and on to its node at that time', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByText(/^updated \d+ s ago/)).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('e')
  await expect(page).toHaveURL(/\/events/)
  const list = page.getByRole('region', { name: 'List of events' })
  await expect(list.getByRole('button', { name: 'rollout journey' })).toHaveCount(2)

  await page
    .getByRole('list', { name: 'Kinds of events' })
    .getByRole('button', { name: /^rollout ci/ })
    .click()
  await expect(page).toHaveURL(/source=ci&kind=rollout/)
  await expect(list.getByText('upgraded openssl')).toBeHidden()
  const filter = page.getByRole('combobox', { name: 'Filter nodes by label' })
  await filter.fill('role="evented"')
  await filter.press('Enter')
  await expect(list.getByText('journey 4.3')).toBeHidden()

  await list.getByRole('button', { name: 'rollout journey' }).click()
  await page.reload()
  const detail = page.getByRole('region', { name: 'Details of journey' })
  await expect(detail).toContainText('journey 4.2 <b>bold</b>')
  await expect(detail).toContainText('ann')
  await detail.getByRole('link', { name: 'The node at that time' }).click()
  await expect(page.getByRole('heading', { name: NODE })).toBeVisible()
})

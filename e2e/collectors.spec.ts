import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

test('the page lists who sends, what was refused and why', async ({ page, request }) => {
  await sendNodes(request, [{ name: 'sender-node', values: { 'cpu.utilization.busy': 0.1 } }])
  const refused = await request.post('/api/v1/samples', {
    data: {
      node: { name: 'sender-node' },
      samples: [{ timestampMs: Date.now() + 86_400_000, values: { 'cpu.utilization.busy': 1 } }],
    },
  })
  expect(refused.status()).toBe(400)

  await page.goto('/collectors')
  const senders = page.getByRole('region', { name: 'Senders' })
  await expect(senders.getByRole('row').filter({ hasText: 'loopback' }).first()).toBeVisible()
  await expect(senders.getByText(/future/).first()).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('Roll lag')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Disk use by table' }).getByRole('rowheader').first(),
  ).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Connect a sender' })).toBeVisible()
})

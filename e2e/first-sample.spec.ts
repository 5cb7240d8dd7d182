import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

test('an empty fleet guides to the first sample, which then appears by itself', async ({
  page,
  request,
  baseURL,
}) => {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Nobody sends samples yet' })).toBeVisible()
  await expect(page.getByText(`url: ${String(baseURL)}/api/v1/write`)).toBeVisible()
  await expect(page.getByText(`curl ${String(baseURL)}/api/v1/samples`)).toBeVisible()

  await sendNodes(request, [{ name: 'first-node', values: { 'cpu.utilization.busy': 0.42 } }])
  await expect(page.getByRole('link', { name: 'first-node' })).toBeVisible({ timeout: 15_000 })
})

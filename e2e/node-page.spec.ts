import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'gap-node'

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    {
      name: NAME,
      values: { 'cpu.utilization.busy': 0.5, 'disk.utilization.busy': { sda: 0.9, sdb: 0.1 } },
      facts: { kernel: '6.1.0-30' },
      minutesAgo: [12, 11, 10, 9, 3, 2, 1, 0],
    },
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

test('devices are listed, the worst first', async ({ page }) => {
  await page.goto(`/nodes/${NAME}?from=now-15m`)
  const disk = page.getByRole('region', { name: 'Disk', exact: true })
  await disk.getByText('2 block devices').click()
  await expect(disk.locator('tbody th').first()).toHaveText('sda')
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

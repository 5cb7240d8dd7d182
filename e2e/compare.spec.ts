import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'grown-node'
const WEEK_MINUTES = 7 * 24 * 60
const LAST_MINUTES = [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]
const A_WEEK_BEFORE = Array.from({ length: 20 }, (_, minute) => WEEK_MINUTES + minute)
/** What comes a week late waits until its five minutes are quiet. */
const PATIENCE_MS = 60_000

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    { name: NAME, values: { 'memory.utilization.used': 0.4 }, minutesAgo: A_WEEK_BEFORE },
    { name: NAME, values: { 'memory.utilization.used': 0.75 }, minutesAgo: LAST_MINUTES },
  ])
})

test('what has grown since last week is told in the grid by keyboard, and lies over the earlier line on the node', async ({
  page,
}) => {
  test.slow()
  await page.goto(`/?from=now-15m&filter=${encodeURIComponent(`name="${NAME}"`)}`)
  await expect(page.getByRole('link', { name: NAME })).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.press('c')
  await expect(page).toHaveURL(/compare=week/)
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: NAME }) })
  await expect(row.getByLabel(/35 points more than last week/)).toBeVisible({ timeout: PATIENCE_MS })

  await page.getByRole('link', { name: NAME }).click()
  await expect(page).toHaveURL(/compare=week/)
  await page.getByRole('button', { name: /^Table of Memory utilization/ }).click()
  const table = page.getByRole('region', { name: /^Memory utilization/ })
  await expect(table.getByRole('columnheader', { name: 'last week' })).toBeVisible()
  await expect(
    table.getByRole('row').filter({ hasText: '75 %' }).filter({ hasText: '40 %' }).first(),
  ).toBeVisible()
})

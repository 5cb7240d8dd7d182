import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000)
  await loadReplayFleet(String(baseURL), 'enhanced-networking', {
    nodes: 36,
    days: 6,
    affectedShare: 0.25,
    seed: 12,
  })
})

test.afterAll(async ({ baseURL }) => {
  test.setTimeout(120_000)
  await removeReplayFleet(String(baseURL))
})

test('from the home page to the network driver whose nodes are out more often', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto(`/?filter=${encodeURIComponent('cluster=~"demo:.*"')}`)
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Outages' }).click()
  await page.getByRole('button', { name: 'Last 7 days' }).click()
  const answer = page.getByRole('region', { name: 'The answer' })
  await expect(answer).toContainText('outages per 100 nodes per day', { timeout: 30_000 })
  await expect(answer).toContainText('Nodes with driver vif')
  const row = page.getByRole('region', { name: 'Outages by driver' }).getByRole('row', { name: /^vif/ })
  // An outage of another driver's node may fall into the replay, depending on the hour at which it ends.
  await expect(row).toContainText(/ ×, p (< 0\.001|= 0\.00\d+)/)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await page
    .getByRole('link', { name: /^Explain the outage of/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/explain\?from=\d{4}-.*&node=\d+/)
})

import { expect, test } from '@playwright/test'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

test('a replay says on the home page that it is made up, shows its incident, and goes with one click', async ({
  page,
  baseURL,
}) => {
  const url = String(baseURL)
  const replay = await loadReplayFleet(url, 'memory-pressure', { nodes: 12, days: 0.2 })
  const victim = replay.nodes[replay.truth.bursts.at(-1)?.node ?? -1]?.name ?? ''
  await page.goto(`/?filter=${encodeURIComponent('cluster=~"demo:.*"')}`)
  await expect(page.getByText('This is a demo fleet.')).toBeVisible()
  await expect(page.getByRole('link', { name: victim })).toBeVisible()
  await page.getByRole('button', { name: 'Remove the demo fleet' }).click()
  await expect(page.getByRole('link', { name: victim })).toBeHidden({ timeout: 20_000 })
  await expect(page.getByText('This is a demo fleet.')).toBeHidden()
  await removeReplayFleet(url)
})

import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import type { Replay } from '@/lib/replay/make-replay'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

let replay: Replay

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000)
  replay = await loadReplayFleet(String(baseURL), 'monitoring-probe', { nodes: 20, days: 3 })
})

test.afterAll(async ({ baseURL }) => {
  await removeReplayFleet(String(baseURL))
})

const SPINNING = 'native_queued_spin_lock_slowpath'

test('from the home page to the functions that changed since yesterday, and the event of the second time', async ({
  page,
}) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Profiles' }).click()
  await expect(page.getByRole('tree')).toBeVisible()
  await page.getByLabel('What it is compared with').selectOption('The same time yesterday')
  await expect(page.getByText(new RegExp(`^${SPINNING} changed most: \\+\\d+ points`))).toBeVisible()
  const functions = page.getByRole('region', { name: 'Functions' }).getByRole('table')
  await expect(functions.getByRole('row', { name: /htab_map_update_elem/ })).toContainText('▲')
  await functions.getByRole('button', { name: 'Total changed' }).click()
  await expect(functions.getByRole('row', { name: /__kretprobe_trampoline/ })).toContainText('▲')
  await page.getByLabel('Functions to look for, as a regular expression').fill('htab_')
  await page.keyboard.press('Enter')
  await expect(page.getByText(/in 1 function, was .* \(\+\d+ points\)/)).toBeVisible()
  await page
    .getByRole('treeitem', { name: /^htab_map_update_elem/ })
    .first()
    .click()
  await expect(page).toHaveURL(/zoom=/)
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await page.getByText('Rules', { exact: true }).click()
  await page.getByRole('link', { name: 'events of the rules' }).click()
  await expect(page).toHaveURL(/source=profile-rule/)
  await expect(page.getByText('htab_map_update_elem').first()).toBeVisible()
})

test('the collectors page names what the newer agent does to its nodes, and the way to their explanation', async ({
  page,
}) => {
  await page.goto('/collectors')
  const effects = page.getByRole('region', { name: 'Do collectors change what they measure?' })
  const newest = effects.getByRole('article').first()
  await expect(newest).toContainText(
    /from 1\.8\.2 to 1\.9\.0 spend [\d.]+ points more system time \(95 %: [\d.]+ to [\d.]+\), 3 nodes against \d+/,
  )
  const costs = page.getByRole('region', { name: 'Cost by node' })
  await costs.getByRole('button', { name: 'Memory' }).click()
  await expect(page).toHaveURL(/cost=memory/)
  const names = replay.truth.bursts.map(({ node }) => replay.nodes[node]?.name ?? '')
  await expect(costs.getByRole('row').nth(1)).toContainText(new RegExp([...new Set(names)].join('|')))
  for (const theme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: theme })
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  }
  await newest.getByRole('link', { name: 'Explain what followed' }).click()
  await expect(page.getByText(/points more system time \(95 %: /).first()).toBeVisible()
})

test('a function that a rule of one’s own looks for is an event at the next profile', async ({
  page,
  request,
}) => {
  await page.goto('/profiles')
  await page.getByText('Rules', { exact: true }).click()
  const form = page.getByRole('form', { name: 'A rule of your own' })
  await form.getByLabel('Functions (regular expression)').fill('^parse_headers$')
  await form.getByLabel('From this share, %').fill('40')
  await form.getByLabel('What it means').fill('a client sends thousands of headers')
  await form.getByRole('button', { name: 'Keep this rule' }).click()
  await expect(page.getByRole('row', { name: /parse_headers/ }).last()).toContainText('40 %')
  const node = replay.nodes[0]
  const target = new URLSearchParams({ node: node?.name ?? '', cluster: node?.cluster ?? '' })
  const sent = await request.post(`/api/v1/profiles?${target.toString()}`, {
    headers: { 'content-type': 'text/plain' },
    data: 'proxy;parse_request;parse_headers 9\nproxy;idle 1\n',
  })
  expect(await sent.json()).toMatchObject({ accepted: 2, rulesMatched: 1 })
  await page.goto('/events?source=profile-rule&q=thousands')
  await expect(page.getByText('parse_headers').first()).toBeVisible()
})

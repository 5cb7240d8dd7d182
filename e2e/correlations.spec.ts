import { expect, test } from '@playwright/test'
import { sendNodes, type SampleNode } from './sample-nodes'

const NODE = 'correlated-1'
const ROLE = { role: 'correlated' }
const LAG_MINUTES = 3

/** Busy for some minutes now and then, the same in every run. */
const busyAt = (minute: number): number =>
  [3, 17, 18, 19, 41, 42, 55].includes(Math.abs(minute) % 61)
    ? 0.9
    : 0.1 + (Math.abs(minute * 7919) % 13) / 400

const minutes = Array.from({ length: 110 }, (_, minutesAgo) => minutesAgo)

const nodeAt = (name: string, minutesAgo: number): SampleNode => ({
  name,
  labels: ROLE,
  minutesAgo: [minutesAgo],
  values: {
    'disk.utilization.busy': { sda: busyAt(minutesAgo) },
    'tcp.saturation.retransmits': 0.05 * busyAt(minutesAgo + LAG_MINUTES),
    'cpu.utilization.busy': (Math.abs(minutesAgo * 104_729) % 97) / 97,
  },
})

const QUESTION = `/api/v1/correlations?from=now-100m&metric=disk.utilization.busy&node=${NODE}`

test.beforeAll(async ({ request }) => {
  const names = [NODE, 'correlated-2']
  await sendNodes(
    request,
    names.flatMap((name) => minutes.map((at) => nodeAt(name, at))),
  )
  const countFound = async (): Promise<number> => {
    const { discovered } = (await (await request.get(QUESTION)).json()) as { discovered: number }
    return discovered
  }
  await expect.poll(countFound, { timeout: 40_000 }).toBeGreaterThan(1)
})

test('from a chart of a node to what moves with it, and when', async ({ page }) => {
  await page.goto(`/nodes/${NODE}?from=now-100m`)
  await page.getByRole('link', { name: /^Moves with Disk utilization/ }).click()
  await expect(page).toHaveURL(/correlations.*metric=disk\.utilization\.busy/)
  const section = page.getByRole('region', { name: 'What moves with it' })
  await expect(section.getByRole('status')).toContainText(
    `move with Disk · Time with I/O in flight of ${NODE}`,
    {
      timeout: 20_000,
    },
  )
  await section.getByText('The same as a table').click()
  const row = section.getByRole('row').filter({ hasText: 'TCP' }).filter({ hasText: NODE })
  await expect(row).toContainText('3 min later')

  await page.getByRole('combobox', { name: 'Filter nodes by label' }).fill('role="correlated"')
  await page.keyboard.press('Enter')
  const matrix = page.getByRole('application', { name: 'Similarity of 2 nodes' })
  await matrix.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByText(/correlated-\d and correlated-\d: \+1\.00/)).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/node=correlated-/)
})

import { expect, test } from '@playwright/test'
import { fleetOf, sendNodes } from './sample-nodes'

const HOSTILE = '<img src=x onerror="document.title=\'owned\'">'

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    {
      name: 'calm',
      values: { 'cpu.utilization.busy': 0.1, 'disk.saturation.queue': { sda: 0 } },
      labels: { role: 'web' },
    },
    {
      name: 'queued',
      values: { 'cpu.utilization.busy': 0.2, 'disk.saturation.queue': { sda: 50, sdb: 0 } },
      labels: { role: 'db' },
    },
    { name: HOSTILE, values: { 'cpu.utilization.busy': 0.3 }, labels: { role: HOSTILE } },
  ])
})

test('the worst node stands first, with its worst reading', async ({ page }) => {
  await page.goto(`/?filter=${encodeURIComponent('name=~"calm|queued"')}`)
  const first = page.locator('tbody tr[data-row="0"]')
  await expect(first.getByRole('link', { name: 'queued' })).toBeVisible()
  await expect(first).toContainText('Disk S 50')
  await expect(first.getByRole('gridcell', { name: 'Disk saturation: 50, bad' })).toBeVisible()
})

test('what nobody measures is announced as not measured, and what switches it on is said', async ({
  page,
}) => {
  await page.goto(fleetOf('calm'))
  const row = page.locator('tbody tr', { has: page.getByRole('link', { name: 'calm' }) })
  const cell = row.getByRole('gridcell', { name: 'CPU saturation: not measured' })
  await expect(cell).toBeVisible()
  await expect(row.getByRole('gridcell', { name: 'Disk saturation: 0, ok' })).toBeVisible()
  await cell.hover()
  await expect(page.getByRole('tooltip')).toContainText('not measured')
  await expect(page.getByRole('tooltip')).toContainText('PSI')
})

test('hostile names and labels are text', async ({ page }) => {
  await page.goto(fleetOf(HOSTILE))
  const link = page.getByRole('link', { name: HOSTILE })
  await expect(link).toBeVisible()
  await link.click()
  await expect(page.getByRole('heading', { level: 1, name: HOSTILE })).toBeVisible()
  await expect(page.getByRole('list', { name: 'Labels' })).toContainText(HOSTILE)
  await expect(page.locator('img')).toHaveCount(0)
  await expect(page).not.toHaveTitle('owned')
})

test('window, zone and order live in the URL and survive a reload', async ({ page }) => {
  await page.goto('/')
  const window = page.getByRole('button', { name: /^last/i })
  await window.click()
  await page.getByRole('button', { name: '6 h', exact: true }).click()
  await window.click()
  await page.getByRole('button', { name: 'UTC', exact: true }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /sort by Disk, worst first/ }).click()
  await expect(page).toHaveURL(/from=now-6h&tz=utc&sort=disk/)
  await page.reload()
  await expect(window).toContainText('last 6 hours')
  await window.click()
  await expect(page.getByRole('button', { name: 'UTC', exact: true })).toHaveAttribute('aria-pressed', 'true')
  await expect(page.getByRole('columnheader', { name: /^Disk/ }).first()).toHaveAttribute(
    'aria-sort',
    'descending',
  )
})

test('a filter shows the nodes that fit, and a broken one says what is wrong with it', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('link', { name: 'queued' })).toBeVisible()
  const filter = page.getByLabel('Filter nodes by label')
  await filter.fill('name="calm"')
  await filter.press('Enter')
  await expect(page.getByRole('link', { name: 'calm' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'queued' })).toHaveCount(0)
  await filter.fill('name=')
  await filter.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filter' }).first().click()
  await expect(page.getByRole('link', { name: 'queued' })).toBeVisible()
})

test('the grid is walked with the keyboard', async ({ page }) => {
  await page.goto('/')
  const name = page.locator('tbody tr[data-row="0"] a')
  await name.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('tbody tr[data-row="0"] [data-stop="1"]')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(page.locator('tbody tr[data-row="1"] [data-stop="1"]')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/nodes\/\d+#cpu$/)
  await page.goBack()
  await expect(page.getByRole('grid', { name: 'Fleet' })).toBeVisible()
})

test('the link of a node leads to it in one step back and forth', async ({ page }) => {
  await page.goto(fleetOf('calm'))
  await page.getByRole('link', { name: 'calm' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'calm' })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('grid', { name: 'Fleet' })).toBeVisible()
})

test('groups roll up every node, open by keyboard, and the view survives in its link', async ({ page }) => {
  await page.goto(`/?filter=${encodeURIComponent('name=~"calm|queued"')}`)
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByLabel('Group by').selectOption('role')
  await page.getByRole('button', { name: 'Yesterday' }).click()
  await page.keyboard.press('Escape')
  const group = page.locator('tbody tr[data-row="0"]')
  const toggle = group.getByRole('button', { name: /^db/ })
  await expect(toggle).toHaveAttribute('aria-expanded', 'false')
  await expect(
    group.getByRole('gridcell', { name: 'Disk saturation: worst 50 on queued; 1 bad' }),
  ).toBeVisible()
  await toggle.press('Enter')
  await expect(toggle).toHaveAttribute('aria-expanded', 'true')
  await expect(page).toHaveURL(/group=role&compare=yesterday&open=db/)
  await page.reload()
  const node = page.locator('tbody tr[data-row="1"]')
  await expect(node.getByRole('link', { name: 'queued' })).toBeVisible()
  await expect(
    node.getByRole('gridcell', { name: /Disk saturation: 50, bad, no earlier data/ }),
  ).toBeVisible()
})

test('a server that stops answering is admitted, and the rows stay', async ({ page }) => {
  await page.goto(fleetOf('calm'))
  await expect(page.getByRole('link', { name: 'calm' })).toBeVisible()
  await page.route('**/api/v1/fleet**', (route) => route.abort())
  await expect(page.getByText('No fresh answer')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByRole('link', { name: 'calm' })).toBeVisible()
})

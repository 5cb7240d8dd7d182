import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'shell-node'

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    { name: NAME, values: { 'cpu.utilization.busy': 0.37 } },
    { name: 'shell-other', values: { 'cpu.utilization.busy': 0.62 } },
  ])
})

test('a copied link of a relative window shows the same window in a fresh browser', async ({
  page,
  context,
  browser,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(`/?from=now-15m&show=max&filter=${encodeURIComponent(`name="${NAME}"`)}`)
  const reading = page.getByRole('gridcell', { name: /^CPU utilization/ })
  await expect(reading).toContainText('37')
  await page.getByRole('button', { name: 'Copy link' }).click()
  await expect(page.getByText('Link copied', { exact: true })).toBeVisible()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  const search = new URL(link).searchParams
  const lengthMs = Date.parse(search.get('to') ?? '') - Date.parse(search.get('from') ?? '')
  expect(lengthMs).toBe(15 * 60_000)

  const fresh = await browser.newContext()
  const opened = await fresh.newPage()
  await opened.goto(link)
  await expect(opened.getByText('fixed window')).toBeVisible()
  await expect(opened.getByRole('gridcell', { name: /^CPU utilization/ })).toContainText('37')
  await expect(opened.getByRole('link', { name: 'shell-other' })).toHaveCount(0)
  await opened.getByRole('button', { name: 'Live' }).click()
  await expect(opened).toHaveURL(/from=now-15m/)
  await fresh.close()
})

test('the palette leads to a node by its name, and keys lead back, without a mouse', async ({ page }) => {
  await page.goto('/')
  await expect(page.getByRole('grid', { name: 'Fleet' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Page, node, window or action' })).toBeFocused()
  await page.keyboard.type('SHELL-NO')
  await expect(page.getByRole('option', { name: NAME })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible()

  await page.keyboard.press('t')
  await page.keyboard.type('the other day')
  await page.keyboard.press('Enter')
  await expect(page.getByText('“the other day” is not a time.')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.type('now-90m')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/from=now-90m/)

  await page.keyboard.press('g')
  await page.keyboard.press('f')
  await expect(page.getByRole('grid', { name: 'Fleet' })).toBeVisible()
  await page.keyboard.press('/')
  await page.keyboard.type('g?c')
  await expect(page.getByLabel('Filter nodes by label')).toHaveValue('g?c')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toHaveCount(0)

  await page.getByRole('button', { name: 'Show all keys' }).click()
  const shown = page.getByRole('dialog', { name: 'Keys' }).locator('dd')
  await expect(shown.first()).toBeVisible()
  const keys = await shown.allTextContents()
  expect(keys).toContain('gf')
  expect(new Set(keys).size).toBe(keys.length)
})

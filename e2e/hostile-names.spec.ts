import { expect, test } from '@playwright/test'
import { fleetOf, sendNodes } from './sample-nodes'

const HOSTILE = '<img src=x onerror="alert(1)"><script>alert(2)</script>'

test('a name, a label, a fact and a device of HTML appear as text and run nothing', async ({
  page,
  request,
}) => {
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    void dialog.dismiss()
  })
  await sendNodes(request, [
    {
      name: HOSTILE,
      values: { 'cpu.utilization.busy': 0.5, 'disk.utilization.busy': { [HOSTILE]: 0.9 } },
      labels: { owner: HOSTILE },
      facts: { kernel: HOSTILE },
    },
  ])
  await page.goto(fleetOf(HOSTILE))
  await page.getByRole('link', { name: HOSTILE }).click()
  await expect(page.getByRole('heading', { name: HOSTILE })).toBeVisible()
  await expect(page.getByRole('row', { name: `kernel ${HOSTILE}` })).toBeVisible()
  const devices = page.getByRole('region', { name: 'Disk', exact: true }).locator('.device-table')
  await expect(devices.locator('tbody th').first()).toContainText(HOSTILE)
  await expect(page.locator('img[src="x"]')).toHaveCount(0)
  expect(dialogs).toEqual([])
})

import AxeBuilder from '@axe-core/playwright'
import { expect, test } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'audited'
const PAGES = [
  '/',
  '/?from=now-15m&filter=name%3D%22nobody%22',
  `/nodes/${NAME}`,
  '/collectors',
  '/metric',
  '/map?group=cluster',
  '/coverage?metric=cpu.saturation.pressure',
  '/metric?metric=swap.utilization.used',
  '/no-such-page',
] as const

test.beforeAll(async ({ request }) => {
  await sendNodes(request, [
    {
      name: NAME,
      values: { 'cpu.utilization.busy': 0.99, 'disk.saturation.queue': { sda: 3 } },
      facts: { kernel: '6.1' },
    },
  ])
})

for (const theme of ['light', 'dark']) {
  for (const path of PAGES) {
    test(`${path} has no accessibility violation in ${theme} colours`, async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: 'theme', value: theme, url: String(baseURL) }])
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.skeleton')).toHaveCount(0)
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual(
        [],
      )
    })
  }
}

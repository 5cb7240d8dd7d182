import AxeBuilder from '@axe-core/playwright'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { sendNodes } from './sample-nodes'

const NAME = 'audited'
const PAGES = [
  '/',
  `/?group=role&open=*&compare=yesterday&critical=name%3D%22${NAME}%22`,
  '/?from=now-15m&filter=name%3D%22nobody%22',
  `/nodes/${NAME}`,
  '/collectors',
  '/metric',
  '/map?group=cluster',
  '/coverage?metric=cpu.saturation.pressure',
  '/metric?metric=swap.utilization.used',
  '/clock?band=06:00-07:00',
  '/events?from=now-24h',
  `/correlations?node=${NAME}`,
  `/explain?node=${NAME}`,
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

/** What opens over a page, and the key that opens it. */
const OVERLAYS = [
  { key: 't', title: 'Choose the window' },
  { key: '?', title: 'Keys' },
  { key: 'Control+k', title: 'Go to or do' },
] as const

const setTheme = (context: BrowserContext, theme: string, baseURL: string | undefined) =>
  context.addCookies([{ name: 'theme', value: theme, url: String(baseURL) }])

const expectNoViolation = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

for (const theme of ['light', 'dark']) {
  for (const path of PAGES) {
    test(`${path} has no accessibility violation in ${theme} colours`, async ({ page, context, baseURL }) => {
      await setTheme(context, theme, baseURL)
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expect(page.locator('.skeleton')).toHaveCount(0)
      await expectNoViolation(page)
    })
  }

  test(`what opens over a page has no accessibility violation in ${theme} colours`, async ({
    page,
    context,
    baseURL,
  }) => {
    await setTheme(context, theme, baseURL)
    await page.goto('/')
    await expect(page.getByRole('link', { name: NAME })).toBeVisible()
    for (const { key, title } of OVERLAYS) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog', { name: title })).toBeVisible()
      await expectNoViolation(page)
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog', { name: title })).toBeHidden()
    }
  })
}

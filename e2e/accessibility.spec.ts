import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { fleetOf, sendNodes } from './sample-nodes'

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
  '/profiles',
  '/latency',
  '/errors',
  '/outages?from=now-1d',
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

/** In light colours everything is looked at; in dark ones the colours, which are all that changes. */
const expectNoViolation = async (page: Page) => {
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  expect(await violationsOf(new AxeBuilder({ page }))).toEqual([])
  const light = await backgroundOf(page)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  await expect.poll(() => backgroundOf(page)).not.toBe(light)
  expect(await violationsOf(new AxeBuilder({ page }).withRules('color-contrast'))).toEqual([])
}

const backgroundOf = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)

const violationsOf = async (builder: AxeBuilder): Promise<string[]> => {
  const { violations } = await builder.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

for (const path of PAGES) {
  test(`${path} has no accessibility violation in light and dark colours`, async ({ page }) => {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('.skeleton')).toHaveCount(0)
    await expectNoViolation(page)
  })
}

test('what opens over a page has no accessibility violation in light and dark colours', async ({ page }) => {
  await page.goto(fleetOf(NAME))
  await expect(page.getByRole('link', { name: NAME })).toBeVisible()
  for (const { key, title } of OVERLAYS) {
    await page.keyboard.press(key)
    await expect(page.getByRole('dialog', { name: title })).toBeVisible()
    await expectNoViolation(page)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog', { name: title })).toBeHidden()
  }
})

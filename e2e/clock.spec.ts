import { expect, test } from '@playwright/test'
import { loadReplayFleet, removeReplayFleet } from './replay-fleet'

const ADDRESS = /[?&]band=\d\d:\d\d-\d\d:\d\d/

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(180_000)
  await loadReplayFleet(String(baseURL), 'unattended-upgrades', { nodes: 24, days: 4 })
})

test.afterAll(async ({ baseURL }) => {
  await removeReplayFleet(String(baseURL))
})

test('from the home page to the timer that stumbles young nodes every morning', async ({ page }) => {
  test.setTimeout(120_000)
  await page.goto('/')
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Clock' }).click()
  const list = page.getByRole('list', { name: 'Recurrences, strongest first' })
  const cause = list.getByRole('listitem').filter({ hasText: 'apt-daily-upgrade.timer' }).first()
  await expect(cause).toBeVisible({ timeout: 60_000 })
  await expect(cause).toContainText('age <')
  await expect(cause).toContainText(/every day/)

  await cause.getByRole('button', { name: /show it on the clock/ }).click()
  await expect(page).toHaveURL(ADDRESS)
  const events = page.getByRole('region', { name: 'Events in this part of the day' })
  await expect(events.getByRole('row', { name: /apt-daily-upgrade\.timer/ })).toBeVisible()
  const nodes = page.getByRole('region', { name: 'Nodes in this part of the day' })
  await expect(nodes.getByRole('row', { name: /\d+ of \d+/ }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: /Explain it on/ })).toHaveAttribute(
    'href',
    /\/explain\?from=\d{4}-/,
  )
})

test('what is known is muted, folds away, and comes back when it is taken back', async ({ page }) => {
  await page.goto('/clock')
  const first = page.getByRole('list', { name: 'Recurrences, strongest first' }).getByRole('listitem').first()
  const told = (await first.textContent()) ?? ''
  await first.getByRole('button', { name: 'Mute' }).click()
  await expect(page.getByText('Muted (1)')).toBeVisible()
  await expect(first).not.toHaveText(told)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(page.getByText('Muted (1)')).toBeHidden()
  await expect(first).toHaveText(told)
})

test('the keyboard marks a part of the day, and the same URL shows it to somebody else', async ({
  page,
  browser,
}) => {
  await page.goto('/clock?metric=disk.utilization.busy&clock=UTC')
  const map = page.getByRole('application', { name: /^Clock: \d+ nodes/ })
  await map.focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Home')
  for (let step = 0; step < 11; step += 1) await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /^00:00 to 01:00 UTC/ })).toBeVisible()
  await expect(page).toHaveURL(ADDRESS)

  const fresh = await browser.newContext({ timezoneId: 'Asia/Tokyo' })
  const other = await fresh.newPage()
  await other.goto(page.url())
  await expect(
    other.getByRole('heading', { name: /^00:00 to 01:00 UTC \(09:00 to 10:00 Asia\/Tokyo\)/ }),
  ).toBeVisible()
  await fresh.close()
})

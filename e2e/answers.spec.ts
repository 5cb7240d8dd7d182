import { expect, test, type Page } from '@playwright/test'
import { sendNodes } from './sample-nodes'

test.beforeAll(async ({ request }) => {
  const names = Array.from({ length: 20 }, (_, index) => `answering-${String(index)}`)
  await sendNodes(
    request,
    names.map((name) => ({ name, values: { 'cpu.utilization.busy': 0.2 } })),
  )
})

/** What the browser saw of the same question asked twice, one after the other. */
const askTwice = (page: Page) =>
  page.evaluate(async () => {
    performance.clearResourceTimings()
    const url = new URL('/api/v1/fleet?from=now-1h&filter=', location.href).href
    for (let round = 0; round < 2; round += 1) await (await fetch(url)).json()
    return performance.getEntriesByName(url).flatMap((entry) =>
      entry instanceof PerformanceResourceTiming
        ? [
            {
              transferred: entry.transferSize,
              encoded: entry.encodedBodySize,
              decoded: entry.decodedBodySize,
              stages: entry.serverTiming.map(({ name }) => name),
            },
          ]
        : [],
    )
  })

test('an answer arrives compressed and says what its time went to; what has not changed is not sent again', async ({
  page,
}) => {
  await page.goto('/')
  const [first] = await askTwice(page)
  expect(first?.decoded).toBeGreaterThan(2 * (first?.encoded ?? Infinity))
  expect(first?.stages).toEqual(expect.arrayContaining(['read', 'compute', 'total']))
  const secondTransfer = async () => (await askTwice(page))[1]?.transferred
  await expect.poll(secondTransfer, { timeout: 30_000 }).toBeLessThan(1000)
})

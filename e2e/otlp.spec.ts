import { gzipSync } from 'node:zlib'
import { expect, test, type APIRequestContext } from '@playwright/test'
import {
  attributesOf,
  encodeLogs,
  encodeMetrics,
  logsOf,
  nanosOf,
  requestOf,
} from '@/lib/ingest/otlp/encode-for-test'
import { fleetOf } from './sample-nodes'

const MINUTE_MS = 60_000
const MINUTES_AGO = [6, 5, 4, 3, 2, 1]
const HOST = 'otlp-host'
const SERVICE = 'checkout-otlp'

const memoryAt = (timeMs: number) =>
  (
    [
      ['used', 3e9],
      ['free', 1e9],
    ] as const
  ).map(([state, bytes]) => ({
    timeUnixNano: nanosOf(timeMs),
    asDouble: bytes,
    attributes: attributesOf({ state }),
  }))

/** At scale 5, bucket -160 holds 31.25 ms to 31.94 ms, and bucket 0 what takes a second. */
const callsAt = (timeMs: number) => ({
  startTimeUnixNano: nanosOf(timeMs - MINUTE_MS),
  timeUnixNano: nanosOf(timeMs),
  count: 1000,
  sum: 41.4,
  scale: 5,
  positive: { offset: -160, bucketCounts: [990, ...Array.from({ length: 159 }, () => 0), 10] },
})

const metricsUpTo = (nowMs: number) => {
  const times = MINUTES_AGO.map((minutes) => nowMs - minutes * MINUTE_MS)
  const memory = {
    name: 'system.memory.usage',
    unit: 'By',
    sum: { aggregationTemporality: 2, isMonotonic: false, dataPoints: times.flatMap(memoryAt) },
  }
  const calls = {
    name: 'checkout.duration',
    unit: 's',
    exponentialHistogram: { aggregationTemporality: 1, dataPoints: times.map(callsAt) },
  }
  return requestOf([memory, calls], { 'host.name': HOST, 'service.name': SERVICE })
}

const logAt = (timeMs: number) =>
  logsOf(
    [
      {
        timeUnixNano: nanosOf(timeMs),
        severityNumber: 17,
        body: { stringValue: 'the card was not charged' },
      },
    ],
    { 'host.name': HOST, 'service.name': SERVICE },
  )

const post = async (request: APIRequestContext, path: string, body: Uint8Array) => {
  const answer = await request.post(path, {
    data: gzipSync(body),
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'gzip' },
  })
  expect(answer.status(), await answer.text()).toBe(200)
}

test('what a host and its program tell by OTLP is on the fleet, latency and events pages', async ({
  page,
  request,
}) => {
  const nowMs = Date.now()
  await post(request, '/v1/metrics', encodeMetrics(metricsUpTo(nowMs)))
  await post(request, '/v1/logs', encodeLogs(logAt(nowMs - MINUTE_MS)))

  await page.goto(fleetOf(HOST))
  await expect(page.getByRole('link', { name: HOST })).toBeVisible()
  const memory = page.getByRole('gridcell', { name: /Memory.*utilization.*75/i })
  await expect(memory.first()).toBeVisible({ timeout: 20_000 })

  await page.goto(`/latency?from=now-15m&service=${SERVICE}`)
  const row = page
    .getByRole('region', { name: 'Operations', exact: true })
    .getByRole('row', { name: new RegExp(`^${SERVICE} · checkout_duration`) })
  await expect(row.getByRole('cell', { name: '32 ms', exact: true })).toHaveCount(3, { timeout: 20_000 })
  await expect(row.getByRole('cell', { name: '41 ms', exact: true })).toHaveCount(2)
  await expect(row.getByRole('cell', { name: '1 s', exact: true })).toHaveCount(2)

  await page.goto(`/events?from=now-15m&q=${encodeURIComponent('card was not')}`)
  await expect(page.getByText('the card was not charged').first()).toBeVisible()
})

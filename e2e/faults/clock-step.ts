import { nodeAnswer } from '@/lib/contract/node'
import { bitsOf, type WriteSeries } from '@/lib/ingest/remote-write/encode-write-request'
import { eventually } from '../system/process'
import { readSamples } from '../system/read-samples'
import { askApi, measuredNodes } from './ask-api'
import { writeBody, writeCall } from './bodies'
import { Answers, createClient } from './client'
import type { Fault } from './fault'
import { compareLedger, createLedger, isExact, seriesKey } from './ledger/ledger'
import { openPlace } from './place'

const STEP_MS = 15_000
const TICKS = 60
const HOUR_MS = 3_600_000
const SHOWN_BOUND_MS = 30_000
const NODE = 'stepping'
const COUNTERS = [
  'node_vmstat_pswpin',
  'node_vmstat_pswpout',
  'node_vmstat_pgmajfault',
  'node_vmstat_oom_kill',
]

export const clockStep: Fault = {
  name: 'clock-step',
  done: "a sender's clock jumps back by an hour and forward again while its counters go on",
  async run(scene) {
    const { app, store } = await openPlace(scene)
    const client = createClient(app.url)
    scene.onEnd(() => client.close())
    const nowMs = Date.now()
    const ledger = createLedger()
    const answers = new Answers()
    for (let tick = 0; tick < TICKS; tick += 1) {
      const series = seriesAt(timeOf(tick, nowMs), tick)
      const exchange = await client.ask(writeCall(writeBody(series)))
      answers.add(exchange)
      if (exchange.status === 204) ledger.acknowledge(series)
    }
    scene.check('every sample is taken', answers.areOnly(204), String(answers))

    const [node] = await measuredNodes(client, 1)
    const found = (await readSamples(store, nowMs)).map(({ name, labels, timesMs, values }) => ({
      key: seriesKey({ ...labels, __name__: name }),
      timesMs,
      values,
    }))
    const comparison = compareLedger(ledger, found)
    scene.check('and is stored once, at the time it says', isExact(comparison), JSON.stringify(comparison))
    const read = async (window: string) =>
      numbersIn((await askApi(client, nodeAnswer, `/api/v1/nodes/${String(node?.id)}?${window}`)).cells)
    const isOldHourShown = async () => (await read('from=now-3h&to=now-30m')).length > 0
    await eventually('the hour that was sent late is shown', SHOWN_BOUND_MS, isOldHourShown)
    const numbers = await read('from=now-3h')
    const least = Math.min(...numbers)
    scene.check(
      'no rate is negative',
      numbers.length > 0 && least >= 0,
      `${String(numbers.length)} values, the least ${String(least)}`,
    )
  },
}

/** The middle third of the ticks is an hour off. */
function timeOf(tick: number, nowMs: number): number {
  const isOff = tick >= TICKS / 3 && tick < (2 * TICKS) / 3
  return nowMs - (TICKS - tick) * STEP_MS - (isOff ? HOUR_MS : 0)
}

/** Seconds of two modes of a CPU, and counters of which a rate is shown as it is. */
const seriesAt = (timeMs: number, tick: number): WriteSeries[] => [
  ...COUNTERS.map((name, at) => counter({ __name__: name, instance: NODE }, timeMs, tick * (at + 1))),
  ...['idle', 'user'].map((mode) =>
    counter({ __name__: 'node_cpu_seconds_total', cpu: '0', instance: NODE, mode }, timeMs, tick * 7.5),
  ),
]

const counter = (labels: Readonly<Record<string, string>>, timeMs: number, value: number): WriteSeries => ({
  labels: Object.entries(labels),
  samples: [{ timeMs, bits: bitsOf(value) }],
})

/** Every number anywhere in an answer. */
const numbersIn = (value: unknown): number[] => {
  if (typeof value === 'number') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : []
}

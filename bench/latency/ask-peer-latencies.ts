import { MINUTE_MS } from '@/lib/core/times'
import { encodeLabels } from '@/lib/replay/encode/request-writer'
import { RequestWriter } from '../load/request-writer'
import { sendBodies } from '../load/send'
import { cpuSecondsOf } from '../measure/process-tree'
import { untilQuiet } from '../measure/quiet'
import { askHttp } from '../queries/ask-http'
import type { Cost } from '../queries/run-queries'
import { say } from '../report/say'
import type { Target } from '../targets/target'
import { withRunning } from '../targets/with-running'
import { nodeName } from './fill-latencies'
import { BOUNDS_MS, makeHistograms, type LatencyPlan } from './latency-load'

const METRIC = 'allocation_seconds_bucket'
const ROUNDS = 7
const SAMPLES_PER_REQUEST = 9600

/** The classic buckets of every node and minute, as counters that grow. */
function* bucketRequests({ nodes, fromMs, toMs }: LatencyPlan): Generator<Uint8Array> {
  const les = [...BOUNDS_MS.map((bound) => String(bound / 1000)), '+Inf']
  const labels = Array.from({ length: nodes }, (_, node) =>
    les.map((le) =>
      encodeLabels([
        ['__name__', METRIC],
        ['instance', nodeName(node)],
        ['job', 'allocation'],
        ['le', le],
      ]),
    ),
  )
  const { classic } = makeHistograms()
  const counters = labels.map(() => new Float64Array(les.length))
  const writer = new RequestWriter()
  let written = 0
  let turn = 0
  writer.begin()
  for (let timeMs = fromMs; timeMs < toMs; timeMs += MINUTE_MS)
    for (const [node, ofNode] of labels.entries()) {
      const [layer] = classic[turn++ % classic.length]?.layers ?? []
      let below = 0
      for (const [at, encoded] of ofNode.entries()) {
        below += layer?.counts[at] ?? 0
        const counter = counters[node]
        if (counter === undefined) continue
        counter[at] = (counter[at] ?? 0) + below
        writer.add(encoded, timeMs, counter[at] ?? 0)
        written += 1
      }
      if (written < SAMPLES_PER_REQUEST) continue
      yield writer.finish()
      writer.begin()
      written = 0
    }
  if (written > 0) yield writer.finish()
}

const heatMapOf = ({ fromMs, toMs }: LatencyPlan): string =>
  `/api/v1/query_range?${new URLSearchParams({
    query: `sum by (le) (increase(${METRIC}[5m]))`,
    start: String(fromMs / 1000),
    end: String(toMs / 1000),
    step: '300',
    nocache: '1',
  })}`

export const askPeerLatencies = (target: Target, plan: LatencyPlan): Promise<Cost> =>
  withRunning(target, async (running) => {
    say(`latency: filling ${target.name}`)
    await sendBodies(running.writeUrl, bucketRequests(plan))
    await untilQuiet(running)
    const urls = [running.url + heatMapOf(plan)]
    await askHttp(urls, 1)
    const before = cpuSecondsOf(running.processes)
    const tookMs = await askHttp(urls, ROUNDS)
    return { tookMs, cpuMs: [((cpuSecondsOf(running.processes) - before) * 1000) / ROUNDS] }
  })

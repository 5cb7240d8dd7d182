import { MINUTE_MS } from '../../core/times'
import { eventOf } from '../events'
import { chooseNodes, giveFact } from '../fleet/choose-nodes'
import type { PlannedNode } from '../fleet/plan-fleet'
import type { Random } from '../random'
import { rowOf } from '../signals/canvas'
import { raise, strain } from '../signals/strain'
import { NOTHING_HAPPENS, type Plot, type Stage } from '../stage'
import type { TimeSpan, TrueBurst } from '../truth'
import { isWithin } from '../background/days'
import type { Scenario } from './scenario'

/** The container whose limit is too low, and what it is on the other nodes. */
const CONTAINER = 'indexer'
const LIMIT_FACT = 'indexer_memory_limit'
const TIGHT = '512Mi'
const WIDE = '2Gi'
const CONTAINERS = [CONTAINER, 'api', 'log-shipper'] as const

const PRESSURE = 'cgroup.saturation.memory_pressure'
const USED = 'cgroup.utilization.memory'
const KILLS = 'cgroup.errors.oom_kills'
const LAST_EPISODE_MINUTES = 50

const deviceKey = (metric: string, device: string): string => `${metric}{${device}}`

const tightNodes = ({ fleet, options, random }: Stage): PlannedNode[] =>
  chooseNodes(fleet.nodes, fleet.nodes, options.affectedShare, random.fork('tight limits'))

/** Page cache fills the memory of every node, whatever its containers need. */
const prepare = (stage: Stage): void => {
  const tight = new Set(tightNodes(stage).map(({ index }) => index))
  for (const node of stage.fleet.nodes) {
    giveFact(node, LIMIT_FACT, tight.has(node.index) ? TIGHT : WIDE)
    const random = stage.random.fork(`containers ${node.index}`)
    const used = rowOf(stage.canvas, 'memory.utilization.used', node.index)
    const full = random.between(0.88, 0.92)
    for (let step = 0; step < used.length; step += 1) used[step] = full + 0.06 * ((used[step] ?? 0) - 0.5)
    for (const device of CONTAINERS) drawContainer(stage, node, device, random)
  }
}

const drawContainer = (
  { canvas, options }: Stage,
  node: PlannedNode,
  device: string,
  random: Random,
): void => {
  const pressure = rowOf(canvas, deviceKey(PRESSURE, device), node.index)
  const used = rowOf(canvas, deviceKey(USED, device), node.index)
  const usual = random.between(0.45, 0.75)
  for (let step = 0; step < pressure.length; step += 1) {
    pressure[step] = 0.0006 * Math.exp(0.6 * options.noise * random.normal())
    used[step] = usual + 0.01 * options.noise * random.normal()
  }
}

/** Some at no time in particular, and one that still goes on at the end. */
const planEpisodes = ({ options, random }: Stage): TimeSpan[] => {
  const one = random.fork('episodes')
  const episodes: TimeSpan[] = []
  for (let day = 2; day <= options.days; day += 2) {
    const fromMs = options.endMs - Math.floor(day * 1440 - one.between(100, 1300)) * MINUTE_MS
    episodes.push({ fromMs, toMs: fromMs + Math.floor(one.between(35, 70)) * MINUTE_MS })
  }
  episodes.push({ fromMs: options.endMs - LAST_EPISODE_MINUTES * MINUTE_MS, toMs: options.endMs })
  return episodes.filter(({ fromMs }) => isWithin(options, fromMs)).sort((a, b) => a.fromMs - b.fromMs)
}

const thrash = (stage: Stage, node: PlannedNode, { fromMs, toMs }: TimeSpan, random: Random): TrueBurst[] => {
  const { canvas, options } = stage
  const onsetMs = fromMs + random.between(0, 4) * MINUTE_MS
  const readsMs = onsetMs + random.between(2, 5) * MINUTE_MS
  const at = { node: node.index, amount: options.amplitude }
  const minutesFrom = (startMs: number) => (toMs - startMs) / MINUTE_MS
  const container = { node: node.index, onsetMs, endMs: toMs }
  raise(canvas, { ...container, metric: deviceKey(PRESSURE, CONTAINER), by: 0.7 * options.amplitude }, random)
  raise(canvas, { ...container, metric: deviceKey(USED, CONTAINER), by: 0.5 }, random)
  return [
    { ...container, metric: PRESSURE },
    ...strain(canvas, { ...at, kind: 'memory', onsetMs, minutes: minutesFrom(onsetMs) }, random),
    ...strain(canvas, { ...at, kind: 'disk', onsetMs: readsMs, minutes: minutesFrom(readsMs) }, random),
    ...killSome(stage, node, { fromMs: readsMs, toMs }, random),
  ]
}

/** The killer strikes every quarter of an hour or so, once it is bad for minutes. */
const killSome = (
  stage: Stage,
  node: PlannedNode,
  { fromMs, toMs }: TimeSpan,
  random: Random,
): TrueBurst[] => {
  const { canvas, events } = stage
  const bursts: TrueBurst[] = []
  let atMs = fromMs + random.between(5, 12) * MINUTE_MS
  for (; atMs < toMs - MINUTE_MS; atMs += random.between(8, 20) * MINUTE_MS) {
    const onsetMs = Math.floor(atMs / MINUTE_MS) * MINUTE_MS
    for (const metric of ['memory.errors.oom_kills', deviceKey(KILLS, CONTAINER)]) {
      const row = rowOf(canvas, metric, node.index)
      const step = (onsetMs - canvas.startMs) / canvas.stepMs
      if (step >= 0 && step < row.length) row[step] = 1 / 60
    }
    bursts.push({ node: node.index, metric: 'memory.errors.oom_kills', onsetMs, endMs: onsetMs + MINUTE_MS })
    events.push(
      eventOf(node, {
        startMs: onsetMs + 30_000,
        source: 'kernel',
        kind: 'oom-kill',
        name: CONTAINER,
        text: `Memory cgroup out of memory: killed a process of ${CONTAINER}`,
        attributes: { cgroup: CONTAINER, limit: TIGHT },
      }),
    )
  }
  return bursts
}

const play = (stage: Stage): Plot => {
  const random = stage.random.fork('thrashing')
  const spans = planEpisodes(stage)
  const nodes = tightNodes(stage)
  return {
    cause: { kind: 'limit', source: 'cgroup', name: CONTAINER },
    recurs: [],
    spans,
    separation: { fact: LIMIT_FACT, op: '=', value: TIGHT },
    firstMover: { resource: 'memory', metric: 'memory.saturation.pressure' },
    bursts: spans.flatMap((span) => nodes.flatMap((node) => thrash(stage, node, span, random))),
  }
}

export const MEMORY_PRESSURE: Scenario = {
  title: 'Containers thrash below a memory limit that is too low',
  defaults: {},
  metrics: [PRESSURE, USED, KILLS].flatMap((metric) =>
    CONTAINERS.map((device) => ({ metric: deviceKey(metric, device), most: metric === KILLS ? 100 : 1 })),
  ),
  prepare,
  play: (stage) => (stage.options.hasIncident ? play(stage) : NOTHING_HAPPENS),
}

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../core/times'
import { makeReplay, type Replay } from './make-replay'
import { PRESETS, SCENARIO_NAMES } from './options'

const SMALL = { nodes: 24, days: 3 }

const hashOf = ({ metrics }: Replay): string => {
  const hash = createHash('sha256')
  for (const { values } of metrics) hash.update(new Uint8Array(values.buffer))
  return hash.digest('hex')
}

/** What cannot be: a share above its whole, a negative value. */
const impossible = (replay: Replay): string[] =>
  replay.metrics.flatMap(({ metric, values }) => {
    const most = /utilization\.(busy|hottest|system|iowait|used)|pressure|retransmits/.test(metric)
      ? 1
      : Infinity
    return values.some((value) => value < 0 || value > most || value === Infinity) ? [metric] : []
  })

describe.each(SCENARIO_NAMES)('%s', (scenario) => {
  it('is the same to the last bit for the same seed, and another one for another', () => {
    const [one, same] = [makeReplay(scenario, SMALL), makeReplay(scenario, SMALL)]
    const other = makeReplay(scenario, { ...SMALL, seed: 2 })
    expect(hashOf(same)).toEqual(hashOf(one))
    expect([same.events, same.truth, same.nodes]).toEqual([one.events, one.truth, one.nodes])
    expect(hashOf(other)).not.toEqual(hashOf(one))
  })

  it('holds nothing that cannot be', () => {
    expect(impossible(makeReplay(scenario, SMALL))).toEqual([])
    expect(impossible(makeReplay(scenario, { ...SMALL, ...PRESETS.hard, nodes: 24 }))).toEqual([])
  })

  it('tells the same ordinary life without the incident', () => {
    const quiet = makeReplay(scenario, { ...SMALL, hasIncident: false })
    expect(quiet.truth.bursts).toEqual([])
    expect(quiet.truth.cause).toBeNull()
  })

  it('has a burst of every true pair in the data', () => {
    const replay = makeReplay(scenario, { ...SMALL, backgroundIncidentsPerDay: 0 })
    const quiet = makeReplay(scenario, { ...SMALL, backgroundIncidentsPerDay: 0, hasIncident: false })
    expect(replay.truth.bursts.length).toBeGreaterThan(0)
    for (const { node, metric, onsetMs, endMs } of replay.truth.bursts) {
      const step = Math.ceil((onsetMs - replay.startMs) / replay.stepMs)
      if (endMs - onsetMs < 2 * MINUTE_MS || step + 1 >= DAY_MS / MINUTE_MS) continue
      const [loud, ordinary] = [valueAt(replay, metric, node, step), valueAt(quiet, metric, node, step)]
      if (Number.isNaN(loud)) continue
      expect(loud, metric).toBeGreaterThanOrEqual(ordinary)
    }
  })
})

describe.each(SCENARIO_NAMES)('the truth of %s', (scenario) => {
  const replay = makeReplay(scenario, { nodes: 80, days: 6 })
  const { truth, nodes, startMs, endMs } = replay

  it('has every burst begin inside one of its spans', () => {
    expect(truth.spans.length).toBeGreaterThan(0)
    for (const { onsetMs, metric } of truth.bursts)
      expect(
        truth.spans.some(({ fromMs, toMs }) => onsetMs >= fromMs && onsetMs < toMs),
        metric,
      ).toBe(true)
    for (const { fromMs } of truth.spans) expect(fromMs).toBeLessThan(endMs)
    expect(truth.spans.at(-1)?.toMs).toBeGreaterThan(startMs)
  })

  it('names the fact that tells the nodes where it begins from the others', () => {
    const first = truth.bursts.filter(({ metric }) => metric === truth.firstMover?.metric)
    const fitting = first.filter(({ node, onsetMs }) => fits(replay, node, onsetMs))
    expect(first.length).toBeGreaterThan(5)
    expect(fitting.length / first.length).toBeGreaterThan(0.85)
    const atEnd = nodes.filter(({ index }) => fits(replay, index, endMs - MINUTE_MS))
    expect(atEnd.length / nodes.length).toBeLessThan(0.5)
  })

  it('tells what caused it as an event or as a fact', () => {
    const { cause, separation } = truth
    const isEvent = replay.events.some(({ name }) => name === cause?.name)
    expect(isEvent || separation?.value === cause?.name).toBe(true)
  })
})

/** Whether a node is what the truth says that the affected have in common. */
const fits = ({ nodes, truth }: Replay, node: number, atMs: number): boolean => {
  const fact = truth.separation?.fact === 'age' ? 'launch_time' : truth.separation?.fact
  const held = nodes[node]?.facts.find(
    (one) => one.fact === fact && one.fromMs <= atMs && atMs < one.toMs,
  )?.value
  if (fact !== 'launch_time') return held === truth.separation?.value
  return (atMs - Number(held)) / HOUR_MS < Number(truth.separation?.value)
}

const valueAt = ({ metrics }: Replay, metric: string, node: number, step: number): number => {
  const history = metrics.find((one) => one.metric === metric)
  return history?.values[node * history.stepCount + step] ?? NaN
}

describe('unattended-upgrades', () => {
  const replay = makeReplay('unattended-upgrades', { nodes: 60, days: 5 })

  it('strains the disk of young nodes first, between 06:00 and the end of the jitter in UTC', () => {
    const { truth, nodes } = replay
    const onsets = truth.bursts.filter(({ metric }) => metric === 'disk.utilization.busy')
    expect(onsets.length).toBeGreaterThan(20)
    for (const { node, onsetMs } of onsets) {
      expect((onsetMs % DAY_MS) / MINUTE_MS).toBeGreaterThanOrEqual(360)
      expect((onsetMs % DAY_MS) / MINUTE_MS).toBeLessThan(420)
      const launch = nodes[node]?.facts.find(
        ({ fact, fromMs, toMs }) => fact === 'launch_time' && fromMs <= onsetMs && onsetMs < toMs,
      )
      expect(onsetMs - Number(launch?.value)).toBeLessThan(24 * HOUR_MS)
    }
  })

  it('shows a run of the timer before every burst, but for the skew of the clock', () => {
    const runs = replay.events.filter(({ name }) => name === 'apt-daily-upgrade.timer')
    for (const { node, onsetMs } of replay.truth.bursts) {
      const name = replay.nodes[node]?.name
      const before = runs.some((run) => run.node === name && Math.abs(run.startMs - onsetMs) < 3 * MINUTE_MS)
      expect(before).toBe(true)
    }
  })
})

it('tells no run that is not over when the replay ends, whatever the hour', () => {
  const midnightMs = Date.UTC(2026, 10, 22)
  for (let hour = 0; hour < 6; hour += 0.25) {
    const endMs = midnightMs + hour * HOUR_MS
    const { events } = makeReplay('unattended-upgrades', { nodes: 6, days: 0.2, endMs })
    expect(Math.max(0, ...events.map((event) => event.endMs ?? event.startMs))).toBeLessThan(
      endMs + MINUTE_MS,
    )
  }
})

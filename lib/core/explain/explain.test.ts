import { describe, expect, it } from 'vitest'
import type { MetricHistory, NodeHistory } from '../fleet-history'
import { signatureOf } from '../recurrences/signature'
import { DAY_MS, MINUTE_MS } from '../times'
import { explain, type ExplainInput } from './explain'
import { cutSpans, type ExplainedMetric, type SpanTimes } from './spans'

const STEPS = 8 * 24 * 60
const START_MS = Date.UTC(2026, 0, 1)
/** Noon of the last day. */
const WINDOW_STEP = 7 * 24 * 60 + 12 * 60

const times: SpanTimes = {
  stepMs: MINUTE_MS,
  leadSteps: 60,
  windowSteps: 60,
  startsMs: Array.from({ length: 8 }, (_, back) => START_MS + WINDOW_STEP * MINUTE_MS - back * DAY_MS),
}

const METRICS: readonly ExplainedMetric[] = [
  { id: 'disk.utilization.busy', aspect: 'utilization', badDirection: 1, scale: 1 },
  { id: 'cpu.utilization.busy', aspect: 'utilization', badDirection: 1, scale: 1 },
  { id: 'tcp.saturation.retransmits', aspect: 'saturation', badDirection: 1, scale: 0.05 },
  { id: 'memory.errors.oom_kills', aspect: 'errors', badDirection: 1, scale: 0.1 },
]

/** Even noise, the same for the same place. */
const noise = (seed: number): number => {
  let bits = Math.imul(seed + 1, 0x9e3779b1)
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  return ((bits ^ (bits >>> 13)) >>> 0) / 2 ** 32
}

type Change = (metric: string, node: number, step: number, usual: number) => number

/** A fleet with a load that follows the day; `change` makes the window what it is, steps counted from its start. */
const fleet = (count: number, change: Change, of?: (node: number) => NodeHistory['facts']): ExplainInput => {
  const nodes = Array.from({ length: count }, (_, node) => ({
    name: `n${String(node)}`,
    facts: of?.(node) ?? [],
  }))
  const metrics = METRICS.map((metric, at) => {
    const values = new Float32Array(count * STEPS)
    for (let node = 0; node < count; node += 1)
      for (let step = 0; step < STEPS; step += 1) {
        const load = 0.2 + 0.1 * Math.sin((2 * Math.PI * step) / (24 * 60))
        const usual =
          metric.aspect === 'errors' ? 0 : metric.scale * (load + 0.02 * noise(at * 7e6 + node * 2e5 + step))
        values[node * STEPS + step] = change(metric.id, node, step - WINDOW_STEP, usual)
      }
    const rows = nodes.map((_, node) => ({ node, device: '' }))
    const history: MetricHistory = {
      metric: metric.id,
      startMs: START_MS,
      stepMs: MINUTE_MS,
      stepCount: STEPS,
      rows,
      values,
    }
    return cutSpans(metric, history, times)
  })
  return { times, metrics, nodes, events: [] }
}

const within = (step: number, from: number, to: number) => step >= from && step < to
const ordinary: Change = (_metric, _node, _step, usual) => usual

describe('an explanation', () => {
  it('says that nothing stands out where nothing does', () => {
    const found = explain(fleet(12, ordinary))
    expect(found.standsOut).toBe(false)
    expect([found.affected, found.separatedBy, found.events, found.silent]).toEqual([[], [], [], []])
  })

  it('is not misled by a single sample', () => {
    const found = explain(
      fleet(12, (metric, node, step, usual) =>
        node === 3 && metric.startsWith('cpu') && step === 20 ? 1 : usual,
      ),
    )
    expect(found.standsOut).toBe(false)
  })

  it('finds who is affected, what moved first, and what they have in common', () => {
    const hit = (node: number) => node % 5 === 0
    const found = explain({
      ...fleet(
        20,
        (metric, node, step, usual) => {
          if (!hit(node)) return usual
          if (metric.startsWith('disk') && within(step, 20 + node, 32 + node)) return 0.98
          return metric.startsWith('tcp') && within(step, 22 + node, 32 + node) ? 0.05 : usual
        },
        (node) => [{ fact: 'image', value: hit(node) ? 'new' : 'old', fromMs: -Infinity, toMs: Infinity }],
      ),
      events: [0, 5, 10, 15].map((node) => ({
        source: 'systemd',
        name: 'upgrade.timer',
        atMs: START_MS + (WINDOW_STEP + 19 + node) * MINUTE_MS,
        node,
      })),
    })
    expect(found.rows[0]).toMatchObject({
      metric: 'disk.utilization.busy',
      nodesAffected: 4,
      role: 'suspect',
    })
    expect(found.rows.find(({ metric }) => metric.startsWith('tcp'))?.role).toBe('victim')
    expect(found.affected.toSorted((one, other) => one - other)).toEqual([0, 5, 10, 15])
    expect(found.lanes.map(({ metric, lagMs }) => [metric, lagMs])).toEqual([
      ['disk.utilization.busy', 0],
      ['tcp.saturation.retransmits', 2 * MINUTE_MS],
    ])
    expect(found.separatedBy[0]).toMatchObject({ fact: 'image', value: 'new', precision: 1, recall: 1 })
    expect(found.events[0]).toMatchObject({ name: 'upgrade.timer', matched: 4, of: 4, leadMs: MINUTE_MS })
  })

  it.each([
    ['level', (step: number, usual: number) => (step >= 10 ? 0.9 : usual)],
    ['burst', (step: number, usual: number) => (within(step, 20, 30) ? 0.9 : usual)],
    ['trend', (step: number, usual: number) => (step >= 0 ? usual + step / 90 : usual)],
    [
      'variance',
      (step: number, usual: number) => (step >= 0 ? 0.5 + (step % 2 === 0 ? 0.45 : -0.45) : usual),
    ],
  ] as const)('calls a %s what it is', (kind, shape) => {
    const found = explain(
      fleet(6, (metric, node, step, usual) =>
        node === 2 && metric.startsWith('cpu') && step < 60 ? shape(step, usual) : usual,
      ),
    )
    expect(found.series[0]).toMatchObject({ metric: 'cpu.utilization.busy', node: 2, kind, standsOut: true })
  })

  it('misses a series that vanished, and tells it from a node that fell silent', () => {
    const found = explain(
      fleet(6, (metric, node, step, usual) => {
        if (step < 30) return usual
        return node === 1 || (node === 4 && metric.startsWith('cpu')) ? NaN : usual
      }),
    )
    expect(found.silent).toEqual([{ node: 1, sinceMs: START_MS + (WINDOW_STEP + 30) * MINUTE_MS }])
    expect(found.series[0]).toMatchObject({
      node: 4,
      metric: 'cpu.utilization.busy',
      kind: 'vanished',
      value: null,
    })
  })

  it('counts the first errors ever', () => {
    const found = explain(
      fleet(6, (metric, node, step, usual) =>
        node === 5 && metric.includes('oom') && within(step, 30, 34) ? 0.05 : usual,
      ),
    )
    expect(found.series[0]).toMatchObject({ node: 5, metric: 'memory.errors.oom_kills', baselineValue: 0 })
    expect(found.rows[0]).toMatchObject({ role: 'victim', standsOut: true })
  })

  it('does not take errors that ended for a fault', () => {
    const found = explain(
      fleet(6, (metric, node, step, usual) =>
        node === 5 && metric.includes('oom') && step < 0 ? 0.05 : usual,
      ),
    )
    expect(found.standsOut).toBe(false)
  })

  it('works where all nodes are affected, and where there is only one', () => {
    const busy: Change = (metric, _node, step, usual) =>
      metric.startsWith('disk') && within(step, 20, 40) ? 0.95 : usual
    const all = explain(
      fleet(8, busy, (node) => [{ fact: 'zone', value: `z${String(node % 2)}`, fromMs: 0, toMs: Infinity }]),
    )
    expect(all.rows[0]).toMatchObject({ metric: 'disk.utilization.busy', nodesAffected: 8, nodesTotal: 8 })
    expect(all.separatedBy).toEqual([])
    const one = explain(fleet(1, busy))
    expect(one.rows[0]).toMatchObject({ metric: 'disk.utilization.busy', nodesAffected: 1, standsOut: true })
  })

  it('has nothing to say of nothing', () => {
    const silent = explain(fleet(3, () => NaN))
    expect([silent.standsOut, silent.rows, silent.series]).toEqual([false, [], []])
    expect(explain({ times, metrics: [], nodes: [], events: [] }).rows).toEqual([])
  })

  it('still answers without a baseline', () => {
    const input = fleet(4, (metric, node, step, usual) =>
      node === 1 && metric.startsWith('disk') && within(step, 20, 40) ? 0.95 : usual,
    )
    const alone = { ...times, startsMs: times.startsMs.slice(0, 1) }
    const steps = times.leadSteps + times.windowSteps
    const metrics = input.metrics.map(({ metric, rows, values }) => ({
      metric,
      rows,
      values: Float32Array.from({ length: rows.length * steps }, (_, at) => {
        const row = Math.floor(at / steps)
        return values[row * steps * times.startsMs.length + (at % steps)] ?? NaN
      }),
    }))
    const found = explain({ ...input, times: alone, metrics })
    expect(found.rows[0]).toMatchObject({ metric: 'disk.utilization.busy', standsOut: true })
  })

  describe('of a muted recurrence', () => {
    const START_MINUTE = ((START_MS - Date.UTC(1970, 0, 5)) / MINUTE_MS + WINDOW_STEP + 20) % (7 * 24 * 60)
    const known = {
      signature: signatureOf({
        metric: 'disk.utilization.busy',
        periodMinutes: 24 * 60,
        startMinute: START_MINUTE % (24 * 60),
        fact: '',
      }),
      isMuted: true,
      changedMs: 0,
      nodesAffected: 6,
      medianDurationMs: 20 * MINUTE_MS,
      medianRise: 0.8,
    }
    /** A job of twenty minutes that strays by half an hour, every day; `today` may do more. */
    const nightly = (today: Change): ExplainInput =>
      fleet(
        12,
        (metric, node, step, usual) => {
          const day = Math.round(step / (24 * 60))
          const since = step - day * 24 * 60 - 20 - ((node * 7 + day * 11) % 30)
          const more = day === 0 ? today(metric, node, step, 0) : 0
          if (more > 0) return more
          return node < 6 && !metric.includes('errors') && !metric.startsWith('cpu') && within(since, 0, 20)
            ? usual + (metric.startsWith('disk') ? 0.7 : 0.04)
            : usual
        },
        (node) => [{ fact: 'role', value: node < 6 ? 'db' : 'web', fromMs: -Infinity, toMs: Infinity }],
      )
    const asEver: Change = () => 0

    it('nothing is told, nor of what comes along with it', () => {
      const input = nightly(asEver)
      expect(explain(input).rows[0]).toMatchObject({ metric: 'disk.utilization.busy', standsOut: true })
      expect(explain({ ...input, known: [known] }).standsOut).toBe(false)
      expect(explain({ ...input, known: [{ ...known, isMuted: false }] }).standsOut).toBe(true)
    })

    it('more is told where it has grown, and of another time or metric it says nothing', () => {
      const input = nightly(asEver)
      const others = [
        { nodesAffected: 2 },
        { medianRise: 0.3 },
        { medianDurationMs: 5 * MINUTE_MS },
        { signature: known.signature.replace('disk', 'memory') },
        { signature: known.signature.replace(/\|\d+\|$/, '|0|') },
      ]
      for (const other of others)
        expect(explain({ ...input, known: [{ ...known, ...other }] }).standsOut).toBe(true)
    })

    it('something else at the same time is told', () => {
      const found = explain({
        ...nightly((metric, node, step) =>
          node === 9 && metric.startsWith('cpu') && within(step, 25, 45) ? 0.95 : 0,
        ),
        known: [known],
      })
      expect(found.rows.filter(({ standsOut }) => standsOut)).toMatchObject([
        { metric: 'cpu.utilization.busy', nodesAffected: 1 },
      ])
    })
  })

  it('stops when nobody waits for it', () => {
    const checkpoint = () => {
      throw new Error('left')
    }
    expect(() => explain({ ...fleet(2, ordinary), checkpoint })).toThrow('left')
  })
})

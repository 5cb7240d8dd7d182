import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../times'
import { zoneOffset } from '../zoned-time'
import { findRecurrences } from './find-recurrences'
import { always, FROM_MS, testInput, type TestFleet } from './test-onsets'

const at = (hours: number, jitterMinutes: number, random: () => number): number =>
  hours * HOUR_MS + random() * jitterMinutes * MINUTE_MS

const find = (fleet: TestFleet) => findRecurrences(testInput(fleet))

describe('a recurrence', () => {
  it('of every node each day is found with its window, jitter and days', () => {
    const [first, ...rest] = find({ nodes: 30, days: 7, burstsOf: (_, __, random) => [at(6, 60, random)] })
    expect(rest).toEqual([])
    expect(first).toMatchObject({ periodMinutes: 1440, periodsSeen: 7, periodsOf: 7, nodesAffected: 30 })
    expect(Math.abs((first?.startMinute ?? 0) - 360)).toBeLessThanOrEqual(5)
    expect(Math.abs((first?.endMinute ?? 0) - 420)).toBeLessThanOrEqual(5)
    expect(Math.abs((first?.jitterMinutes ?? 0) - 60)).toBeLessThanOrEqual(10)
    expect(first?.separatedBy).toBeNull()
    expect(first?.medianDurationMs).toBe(6 * MINUTE_MS)
  })

  it('of young nodes only is found, and their age is what separates them', () => {
    const launchedMs = (node: number) => FROM_MS + (node - 10) * 7 * HOUR_MS
    const isYoung = (node: number, day: number) => {
      const ageMs = FROM_MS + day * DAY_MS + 6.5 * HOUR_MS - launchedMs(node)
      return ageMs > 0 && ageMs < DAY_MS
    }
    const [first] = find({
      nodes: 60,
      days: 14,
      factsOf: (node) => [always('launch_time', String(launchedMs(node))), always('role', `r${node % 3}`)],
      burstsOf: (node, day, random) => (isYoung(node, day) ? [at(6, 60, random)] : []),
    })
    expect(first?.separatedBy?.stratum).toMatchObject({ fact: 'age', op: '<', value: '24' })
    expect(first?.separatedBy?.precision).toBeGreaterThan(0.8)
  })

  it('of a few nodes among many short bursts is found by how long it lasts', () => {
    const fleet: TestFleet = {
      nodes: 30,
      days: 7,
      perNodeDay: 24,
      minutes: 60,
      factsOf: (node) => [always('role', node < 3 ? 'writer' : 'reader')],
      burstsOf: (node, _, random) => (node < 3 && random() < 0.7 ? [at(3, 10, random)] : []),
    }
    const [first] = find(fleet)
    expect(first?.separatedBy?.stratum).toMatchObject({ fact: 'role', value: 'writer' })
    expect(first?.startMinute).toBe(180)
    expect(first?.lastsMs).toBeGreaterThanOrEqual(HOUR_MS)
    expect(find({ ...fleet, minutes: 6 })).toEqual([])
  })

  it('too faint to be looked for at any time is found at the time at which something is known to run', () => {
    const isHit = (node: number, day: number) => node < 3 && (node + day) % 4 > 1
    const fleet: TestFleet = {
      nodes: 30,
      days: 7,
      perNodeDay: 6,
      factsOf: (node) => [always('role', node < 3 ? 'writer' : 'reader')],
      burstsOf: (node, day, random) => (isHit(node, day) ? [at(3, 5, random)] : []),
    }
    const events = Array.from({ length: 7 }, (_, day) => ({
      source: 'cron',
      name: 'batch',
      startMs: FROM_MS + day * DAY_MS + 3 * HOUR_MS,
      nodes: [0, 1, 2],
    }))
    expect(find(fleet)).toEqual([])
    expect(find({ ...fleet, events }).map(({ startMinute }) => startMinute)).toEqual([180])
    expect(find({ ...fleet, events, burstsOf: () => [] })).toEqual([])
  })

  it('is told without what strays into its window on the same nodes', () => {
    const [first] = find({
      nodes: 10,
      days: 7,
      perNodeDay: 10,
      minutes: 60,
      burstsOf: (_, __, random) => [at(3, 10, random)],
    })
    expect(first?.startMinute).toBe(180)
    expect(first?.jitterMinutes).toBeLessThanOrEqual(12)
  })

  it('across midnight is one', () => {
    const found = find({ nodes: 20, days: 7, burstsOf: (_, __, random) => [at(23.75, 30, random)] })
    expect(found).toHaveLength(1)
    expect(found[0]?.startMinute).toBeGreaterThanOrEqual(1420)
    expect(found[0]?.endMinute).toBeGreaterThan(1440)
  })

  it.each([60, 120, 360, 720])('every %i minutes has that period', (minutes) => {
    const times = Array.from({ length: 1440 / minutes }, (_, turn) => (turn * minutes + 17) * MINUTE_MS)
    const [first] = find({ nodes: 10, days: 7, burstsOf: () => times })
    expect(first).toMatchObject({ periodMinutes: minutes, startMinute: 15 })
  })

  it('every Wednesday is weekly, counted from Monday', () => {
    const [first] = find({
      nodes: 20,
      days: 28,
      burstsOf: (_, day, random) => (day % 7 === 2 ? [at(3, 20, random)] : []),
    })
    expect(first).toMatchObject({ periodMinutes: 10_080, startMinute: 2 * 1440 + 180, periodsSeen: 4 })
  })

  it('of some nodes that no fact makes out is found all the same', () => {
    const [first] = find({
      nodes: 60,
      days: 14,
      burstsOf: (node, _, random) => (node < 4 ? [at(4, 10, random)] : []),
    })
    expect(first?.nodes.slice(0, 4).map(({ node, seen, of }) => [node, seen, of])).toEqual(
      [0, 1, 2, 3].map((node) => [node, 14, 14]),
    )
  })

  it('is not what befell the whole fleet once or twice at the same time', () => {
    const once = find({
      nodes: 80,
      days: 14,
      burstsOf: (_, day, random) => (day === 5 ? [at(10, 5, random)] : []),
    })
    const twice = find({
      nodes: 80,
      days: 14,
      burstsOf: (_, day, random) => (day === 5 || day === 9 ? [at(10, 5, random)] : []),
    })
    expect([once, twice]).toEqual([[], []])
  })

  it('of several metrics on the same nodes is one, led by what moves first', () => {
    const input = testInput({ nodes: 20, days: 7, burstsOf: () => [4 * HOUR_MS], metrics: ['a', 'b'] })
    const [one, other] = input.metrics
    if (one === undefined || other === undefined) throw new Error('there are two metrics')
    one.onsets.startMs.forEach((startMs, index) => (one.onsets.startMs[index] = startMs + 2 * MINUTE_MS))
    const found = findRecurrences(input)
    expect(found.map(({ metric }) => metric)).toEqual(['b'])
    expect(found[0]?.also).toEqual([{ metric: 'a', lagSeconds: 120 }])
  })

  it('of metrics that move at once is not led by one that waits for another', () => {
    const metrics = ['cpu.utilization.iowait', 'disk.utilization.busy']
    const input = testInput({ nodes: 20, days: 7, perNodeDay: 0, burstsOf: () => [4 * HOUR_MS], metrics })
    const [{ metric, also } = { metric: '', also: [] }, ...rest] = findRecurrences(input)
    expect(rest).toEqual([])
    expect(metric).toBe('disk.utilization.busy')
    expect(also).toEqual([{ metric: 'cpu.utilization.iowait', lagSeconds: 0 }])
    const alone = findRecurrences({ ...input, metrics: input.metrics.slice(0, 1) })
    expect(alone.map((one) => one.metric)).toEqual(['cpu.utilization.iowait'])
  })

  it('names the timer, not what runs at the same hour by itself', () => {
    const starts = new Map<string, number>()
    const fleet: TestFleet = {
      nodes: 30,
      days: 7,
      burstsOf: (node, day, random) => {
        const afterMs = at(6, 60, random)
        starts.set(`${node} ${day}`, FROM_MS + day * DAY_MS + afterMs - 20_000)
        return [afterMs]
      },
    }
    const input = testInput(fleet)
    const events = [...starts].flatMap(([key, startMs], index) => {
      const nodes = [Number(key.split(' ')[0])]
      const other = startMs - (startMs % DAY_MS) + 6 * HOUR_MS + ((index * 37) % 60) * MINUTE_MS
      return [
        { source: 'systemd', name: 'upgrade.timer', startMs, nodes },
        { source: 'systemd', name: 'other.timer', startMs: other, nodes },
        { source: 'app', name: 'complaint', startMs: startMs + 180_000, nodes },
      ]
    })
    const [first] = findRecurrences({ ...input, events })
    expect(first?.candidates[0]).toMatchObject({ name: 'upgrade.timer', of: 210 })
    expect(first?.candidates[0]?.matched).toBeGreaterThan(200)
    expect(first?.candidates.map(({ name }) => name)).not.toContain('complaint')
  })
})

describe('the clock', () => {
  const zone = 'Europe/Berlin'
  const offsetAt = zoneOffset(zone)
  const days = 42

  it('is that of the zone where a change of its clock moved the bursts', () => {
    const [first] = find({
      nodes: 20,
      days,
      zone,
      burstsOf: (_, day, random) => [at(8, 20, random) - offsetAt(FROM_MS + day * DAY_MS + 8 * HOUR_MS)],
    })
    expect(first).toMatchObject({ clock: zone, startMinute: 480 })
  })

  it('is that of UTC where it did not; the window is told by the clock on the wall at the end', () => {
    const [first] = find({ nodes: 20, days, zone, burstsOf: (_, __, random) => [at(6, 20, random)] })
    expect(first).toMatchObject({ clock: 'utc', startMinute: 480, startMinuteUtc: 360 })
  })

  it('is undecided where no clock changed', () => {
    const [first] = find({ nodes: 20, days: 14, zone, burstsOf: (_, __, random) => [at(6, 20, random)] })
    expect(first).toMatchObject({ clock: null, startMinute: 420, startMinuteUtc: 360 })
  })
})

it('chance alone is told to come back in at most one fleet of twenty', () => {
  const flagged = Array.from({ length: 40 }, (_, seed) =>
    find({
      nodes: 40,
      days: 14,
      seed: seed + 1,
      perNodeDay: 2,
      metrics: ['a', 'b'],
      factsOf: (node) => [
        always('role', `r${node % 4}`),
        always('zone', `z${(node * 7) % 5}`),
        always('launch_time', String(FROM_MS + (node - 30) * 20 * HOUR_MS)),
      ],
    }),
  ).filter((found) => found.length > 0)
  expect(flagged.length).toBeLessThanOrEqual(2)
}, 60_000)

it('a fleet of nothing, or of one node, is answered', () => {
  expect(find({ nodes: 0, days: 7 })).toEqual([])
  expect(find({ nodes: 1, days: 1 })).toEqual([])
  const [alone] = find({ nodes: 1, days: 28, burstsOf: (_, __, random) => [at(2, 10, random)] })
  expect(alone).toMatchObject({ nodesAffected: 1, nodesTotal: 1, periodMinutes: 1440 })
})

it('the order of the nodes changes nothing but their numbers', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1000 }), (seed) => {
      const input = testInput({
        nodes: 12,
        days: 7,
        seed,
        burstsOf: (node, _, random) => (node % 2 === 0 ? [at(5, 30, random)] : []),
      })
      const turned = {
        ...input,
        metrics: input.metrics.map((metric) => ({
          ...metric,
          rows: metric.rows.map(({ node }) => ({ node: 11 - node, device: '' })),
        })),
      }
      const told = (all: ReturnType<typeof findRecurrences>) =>
        all.map(({ startMinute, endMinute, seen, of, score }) => [
          startMinute,
          endMinute,
          seen,
          of,
          Math.round(score),
        ])
      expect(told(findRecurrences(turned))).toEqual(told(findRecurrences(input)))
    }),
    { numRuns: 10 },
  )
})

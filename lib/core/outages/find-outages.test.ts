import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../times'
import { findOutages, type FoundOutages } from './find-outages'
import { PathRuns } from './path-spans'
import type { ProbePath } from './probe'
import { readPresence, type TimeSpan } from './silences'

const STEPS = 120
const END_MS = STEPS * MINUTE_MS

interface World {
  nodes: number
  /** Peers that each node probes. */
  degree: number
  /** Whether nothing was heard of a node in a minute. */
  isSilent?: (node: number, minute: number) => boolean
  /** Whether a probe connects; null is not sent. */
  connects?: (path: ProbePath, minute: number) => boolean | null
  skewMs?: (node: number) => number
  isReplaced?: (node: number, span: TimeSpan) => boolean
}

const PORT = '22'

const play = (world: World): FoundOutages => {
  const { nodes, degree, isSilent, connects, skewMs, isReplaced } = world
  const heard = new Uint8Array(nodes * STEPS)
  for (let at = 0; at < heard.length; at += 1)
    heard[at] = Number(!(isSilent?.(Math.floor(at / STEPS), at % STEPS) ?? false))
  const paths = Array.from({ length: nodes * degree }, (_, at) => {
    const source = Math.floor(at / degree)
    return { source, target: (source + 1 + (at % degree)) % nodes, port: PORT }
  })
  const probes = paths.map((path) => {
    const runs = new PathRuns()
    const sent = Array.from({ length: STEPS }, (_, minute) => minute).flatMap((minute) => {
      const isConnected = connects?.(path, minute) ?? null
      const timeMs = minute * MINUTE_MS + path.source * 300 + (skewMs?.(path.source) ?? 0)
      return isConnected === null ? [] : [{ timeMs, isConnected }]
    })
    runs.add({
      timesMs: Float64Array.from(sent, ({ timeMs }) => timeMs),
      isConnected: sent.map((probe) => Number(probe.isConnected)),
    })
    return runs
  })
  const presence = readPresence({
    startMs: 0,
    stepMs: MINUTE_MS,
    stepCount: STEPS,
    heard,
    intervalsMs: Array.from({ length: nodes }, () => 15_000),
    asOfMs: END_MS,
  })
  return findOutages({
    presence,
    stepMs: MINUTE_MS,
    paths,
    probes,
    asOfMs: END_MS,
    isReplaced: (node, span) => isReplaced?.(node, span) ?? false,
  })
}

const isWithin = (minute: number, from: number, to: number): boolean => minute >= from && minute < to

describe('findOutages', () => {
  it('finds nothing where all connect and all are heard', () => {
    expect(play({ nodes: 5, degree: 2, connects: () => true }).outages).toEqual([])
  })

  it('blames the target where nobody reaches it, and tells what it knows', () => {
    const { outages } = play({
      nodes: 6,
      degree: 3,
      connects: ({ target }, minute) => !(target === 2 && isWithin(minute, 30, 50)),
    })
    expect(outages).toHaveLength(1)
    expect(outages[0]).toMatchObject({ kind: 'target', endpoint: 2 })
    expect(outages[0]?.evidence).toMatchObject({ isSilent: false, peers: 3, failed: 60 })
    expect(Math.abs((outages[0]?.fromMs ?? 0) - 30 * MINUTE_MS)).toBeLessThan(MINUTE_MS)
    expect(Math.abs((outages[0]?.toMs ?? 0) - 50 * MINUTE_MS)).toBeLessThan(MINUTE_MS)
    expect(outages[0]?.detectMs).toBeLessThanOrEqual(MINUTE_MS)
  })

  it('blames the source where it reaches nobody, though others reach them', () => {
    const { outages } = play({
      nodes: 6,
      degree: 3,
      connects: ({ source }, minute) => !(source === 2 && minute >= 100),
    })
    expect(outages).toHaveLength(1)
    expect(outages[0]).toMatchObject({ kind: 'source', endpoint: 2, toMs: null })
  })

  it('blames the node where it neither reaches nor is reached', () => {
    const { outages } = play({
      nodes: 6,
      degree: 3,
      isSilent: (node, minute) => node === 4 && isWithin(minute, 20, 40),
      connects: ({ source, target }, minute) => {
        if (!isWithin(minute, 20, 40)) return true
        return source === 4 ? null : target !== 4
      },
    })
    expect(outages.map(({ kind, endpoint }) => [kind, endpoint])).toEqual([['node', 4]])
    expect(outages[0]?.evidence.isSilent).toBe(true)
  })

  it('blames the path where both ends work for others', () => {
    const { outages } = play({
      nodes: 6,
      degree: 3,
      connects: ({ source, target }, minute) => !(source === 1 && target === 2 && isWithin(minute, 5, 15)),
    })
    expect(outages).toHaveLength(1)
    expect(outages[0]).toMatchObject({ kind: 'path', path: { source: 1, target: 2, port: PORT } })
  })

  it('takes two nodes that are cut off at once for two, and blames none of their peers', () => {
    const isCut = (node: number) => node === 1 || node === 2
    const { outages } = play({
      nodes: 8,
      degree: 3,
      connects: ({ source, target }, minute) =>
        !(isWithin(minute, 40, 60) && (isCut(source) || isCut(target))),
    })
    expect(outages.map(({ kind, endpoint }) => [kind, endpoint])).toEqual([
      ['node', 1],
      ['node', 2],
    ])
  })

  it('knows a silent node that nobody probes, until it is heard again', () => {
    const { outages } = play({
      nodes: 4,
      degree: 0,
      isSilent: (node, minute) => node === 3 && isWithin(minute, 30, 45),
    })
    expect(outages).toMatchObject([
      { kind: 'silence', endpoint: 3, fromMs: 30 * MINUTE_MS, toMs: 45 * MINUTE_MS, detectMs: MINUTE_MS },
    ])
  })

  it('takes a silent node that answers for one whose collector is away', () => {
    const { outages, discounted } = play({
      nodes: 4,
      degree: 2,
      isSilent: (node, minute) => node === 3 && isWithin(minute, 30, 45),
      connects: ({ source }, minute) => (source === 3 && isWithin(minute, 30, 45) ? null : true),
    })
    expect(outages).toEqual([])
    expect(discounted).toMatchObject([{ reason: 'answers', node: 3 }])
  })

  it('does not count a node that was made anew meanwhile', () => {
    const { outages, discounted } = play({
      nodes: 4,
      degree: 0,
      isSilent: (node, minute) => node === 3 && isWithin(minute, 30, 36),
      isReplaced: (node) => node === 3,
    })
    expect(outages).toEqual([])
    expect(discounted).toMatchObject([{ reason: 'replaced', node: 3 }])
  })

  it('does not take a node that is out until the end for one that is made anew later', () => {
    const { outages, discounted } = play({
      nodes: 4,
      degree: 0,
      isSilent: (node, minute) => node === 3 && minute >= STEPS - 6,
      isReplaced: (_, { toMs }) => toMs >= END_MS + MINUTE_MS,
    })
    expect(outages).toMatchObject([{ endpoint: 3, toMs: null }])
    expect(discounted).toEqual([])
  })

  it('blames nobody where all are silent at once', () => {
    const { outages } = play({ nodes: 5, degree: 0, isSilent: (_, minute) => isWithin(minute, 50, 70) })
    expect(outages).toEqual([])
  })

  it('never invents: a node that was never heard and is never probed is not out', () => {
    expect(play({ nodes: 3, degree: 0, isSilent: (node) => node === 1 }).outages).toEqual([])
  })

  it('is not fooled by single lost probes and by clocks that differ', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: STEPS - 1 })), { maxLength: 40 }),
        fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 8, maxLength: 8 }),
        (lost, skews) => {
          const isLost = new Set(
            lost.map(([path, minute]) => `${String(path)} ${String(minute - (minute % 2))}`),
          )
          const { outages } = play({
            nodes: 8,
            degree: 3,
            skewMs: (node) => skews[node] ?? 0,
            connects: ({ source, target }, minute) => {
              const path = source * 3 + ((target - source + 8) % 8) - 1
              return !isLost.has(`${String(path)} ${String(minute)}`)
            },
          })
          expect(outages).toEqual([])
        },
      ),
    )
  })

  it('finds every outage of a node, wherever it lies and however clocks differ', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 7 }),
        fc.integer({ min: 5, max: 80 }),
        fc.integer({ min: 4, max: 30 }),
        fc.array(fc.integer({ min: -20_000, max: 20_000 }), { minLength: 8, maxLength: 8 }),
        (node, from, minutes, skews) => {
          const { outages } = play({
            nodes: 8,
            degree: 3,
            skewMs: (of) => skews[of] ?? 0,
            connects: ({ source, target }, minute) =>
              !((source === node || target === node) && isWithin(minute, from, from + minutes)),
          })
          expect(outages).toHaveLength(1)
          expect(outages[0]).toMatchObject({ kind: 'node', endpoint: node })
          expect(Math.abs((outages[0]?.fromMs ?? 0) / MINUTE_MS - from)).toBeLessThan(1.5)
          expect(Math.abs((outages[0]?.toMs ?? 0) / MINUTE_MS - from - minutes)).toBeLessThan(1.5)
        },
      ),
    )
  })
})

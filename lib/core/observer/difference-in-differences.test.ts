import { describe, expect, it } from 'vitest'
import type { NodeHistory } from '../fleet-history'
import type { Window } from '../series'
import { HOUR_MS, MINUTE_MS } from '../times'
import { compareStanding, differenceInDifferences, type Groups } from './difference-in-differences'
import { findChanges } from './find-changes'
import { isObserverFact } from './observer-facts'
import { waveTimes, type WaveTimes } from './wave-times'

const AT_MS = 100 * HOUR_MS
const TIMES: WaveTimes = {
  earlier: { fromMs: AT_MS - 4 * HOUR_MS, toMs: AT_MS - 2 * HOUR_MS },
  before: { fromMs: AT_MS - 2 * HOUR_MS, toMs: AT_MS },
  after: { fromMs: AT_MS, toMs: AT_MS + 2 * HOUR_MS },
}
const GROUPS: Groups = { changed: [0, 1, 2, 3], others: [4, 5, 6, 7], stratumOf: () => '' }
const partOf = ({ fromMs }: Window): number =>
  [TIMES.earlier?.fromMs, TIMES.before.fromMs, TIMES.after.fromMs].indexOf(fromMs)

describe('a difference in differences', () => {
  it('takes away what happened to everybody, and what was always different', () => {
    const everybody = [0, 1, 7]
    const valueOf = (node: number, window: Window) =>
      10 * node + (everybody[partOf(window)] ?? 0) + (node < 4 && window === TIMES.after ? 3 : 0)
    const found = differenceInDifferences(GROUPS, valueOf, TIMES)
    expect(found).toMatchObject({ estimate: 3, low: 3, high: 3, isTrusted: true, leftOut: 0 })
    expect(found?.placebo?.estimate).toBeCloseTo(0)
  })

  it('is not to be trusted where the groups went apart before', () => {
    const valueOf = (node: number, window: Window) => node + (node < 4 ? 2 * partOf(window) : 0)
    const found = differenceInDifferences(GROUPS, valueOf, TIMES)
    expect(found).toMatchObject({ estimate: 2, isTrusted: false, placebo: { estimate: 2 } })
  })

  it('leaves out nodes that were not measured on both sides, and is nothing where too few are left', () => {
    const gone = (missing: number) => (node: number, window: Window) =>
      node < missing && window === TIMES.after ? null : node
    expect(differenceInDifferences(GROUPS, gone(1), TIMES)).toMatchObject({ changed: 3, leftOut: 1 })
    expect(differenceInDifferences(GROUPS, gone(2), TIMES)).toBeNull()
    expect(differenceInDifferences(GROUPS, () => null, TIMES)).toBeNull()
  })

  it('says nothing of the time before where that is not known', () => {
    expect(differenceInDifferences(GROUPS, (node) => node, { ...TIMES, earlier: null })?.placebo).toBeNull()
  })

  it('of groups that never changed is their difference in the window', () => {
    const byRole = { ...GROUPS, stratumOf: (node: number) => (node % 2 === 0 ? 'db' : 'web') }
    const valueOf = (node: number) => (node % 2 === 0 ? 100 : 1) + (node < 4 ? 5 : 0)
    expect(compareStanding(byRole, valueOf, TIMES.before)).toMatchObject({ estimate: 5, leftOut: 0 })
  })
})

const nodeWith = (changes: readonly (readonly [value: string, fromMs: number])[]): NodeHistory => ({
  name: 'n',
  facts: changes.map(([value, fromMs], at) => ({
    fact: 'agent_version',
    value,
    fromMs,
    toMs: changes[at + 1]?.[1] ?? Infinity,
  })),
})
const nodes = [
  nodeWith([
    ['1', -Infinity],
    ['2', AT_MS],
  ]),
  nodeWith([
    ['1', -Infinity],
    ['2', AT_MS + 20 * MINUTE_MS],
    ['1', AT_MS + 90 * MINUTE_MS],
  ]),
  nodeWith([['1', -Infinity]]),
]
const WINDOW = { fromMs: AT_MS - HOUR_MS, toMs: AT_MS + 10 * HOUR_MS }

describe('changes of what observes a node', () => {
  it('are told by waves, the newest first', () => {
    expect(findChanges(nodes, WINDOW)).toMatchObject([
      { from: '2', to: '1', changes: [{ node: 1 }] },
      { from: '1', to: '2', changes: [{ node: 0 }, { node: 1, atMs: AT_MS + 20 * MINUTE_MS }] },
    ])
    expect(findChanges(nodes, { fromMs: 0, toMs: AT_MS })).toEqual([])
  })

  it('are looked at before the first and after the last, as long as nothing changes again', () => {
    const [, wave] = findChanges(nodes, WINDOW)
    if (wave === undefined) throw new Error('no wave')
    expect(waveTimes(wave, nodes, AT_MS + 10 * HOUR_MS)).toEqual({
      earlier: { fromMs: AT_MS - 4 * HOUR_MS, toMs: AT_MS - 2 * HOUR_MS },
      before: { fromMs: AT_MS - 2 * HOUR_MS, toMs: AT_MS },
      after: { fromMs: AT_MS + 25 * MINUTE_MS, toMs: AT_MS + 90 * MINUTE_MS },
    })
    expect(waveTimes(wave, nodes, AT_MS + 30 * MINUTE_MS)).toBe('too-soon')
  })

  it('are those of versions and of switches, not of everything', () => {
    const facts = [
      'agent_version',
      'node_exporter_version',
      'ebpf_exporter_build.version',
      'tracing',
      'ebpf.enabled',
    ]
    expect(facts.filter(isObserverFact)).toEqual(facts)
    expect(['probe_agent_version'].every(isObserverFact)).toBe(true)
    expect(['kernel', 'driver_version', 'role', 'bios_version', 'traceroute'].filter(isObserverFact)).toEqual(
      [],
    )
  })
})

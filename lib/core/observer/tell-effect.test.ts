import { describe, expect, it } from 'vitest'
import { OUTCOMES } from './outcomes'
import { nameComparison, tellDoubt, tellEffect, tellNodes, tellRefusal } from './tell-effect'

const [SYSTEM, , LATENCY] = OUTCOMES
const TRACING = { kind: 'groups', fact: 'tracing_enabled', from: 'false', to: 'true' } as const
const VERSION = { kind: 'change', fact: 'agent_version', from: '1.8', to: '1.9' } as const
const found = { estimate: 0.031, low: 0.024, high: 0.039, changed: 12, others: 12 }

const told = (...args: Parameters<typeof tellEffect>) => tellEffect(...args)
if (SYSTEM === undefined || LATENCY === undefined) throw new Error('outcomes are missing')

describe('a comparison', () => {
  it('is one plain sentence with the interval and the sizes of the groups', () => {
    expect(told(TRACING, SYSTEM, found)).toBe(
      'Nodes with tracing enabled spend 3.1 points more system time (95 %: 2.4 to 3.9), 12 nodes against 12 without.',
    )
    expect(told(VERSION, LATENCY, { ...found, estimate: -0.2, low: -0.3, high: -0.1 })).toBe(
      'Nodes on which agent_version went from 1.8 to 1.9 show 200 ms less latency at the 99th percentile (95 %: 100 ms to 300 ms), 12 nodes against 12 that did not change.',
    )
  })

  it('does not speak of a difference that chance explains', () => {
    expect(told(VERSION, SYSTEM, { ...found, estimate: 0.002, low: -0.003, high: 0.006 })).toBe(
      'Nodes on which agent_version went from 1.8 to 1.9 show no difference in system time beyond chance: 0.20 points (95 %: −0.30 to 0.60), 12 nodes against 12 that did not change.',
    )
  })

  it('calls a switch by what it does', () => {
    expect(tellNodes({ ...TRACING, kind: 'change', from: 'true', to: 'false' })).toBe(
      'Nodes on which tracing was disabled',
    )
    expect(tellNodes({ ...VERSION, fact: 'x'.repeat(90) }).length).toBeLessThan(120)
  })

  it('is named in a few words', () => {
    expect(nameComparison(VERSION)).toBe('agent_version 1.8 → 1.9')
    expect(nameComparison(TRACING)).toBe('tracing_enabled true against false')
  })

  it('says why it is refused', () => {
    expect(tellRefusal(VERSION, 'few-others', { changed: 9, others: 1 })).toContain('only 1 of their kind')
    expect(tellRefusal(VERSION, 'few-changed', { changed: 2, others: 9 })).toContain('at least 3')
  })

  it('says when it is not to be trusted, and when that was not checked', () => {
    expect(tellDoubt({ placebo: found, isTrusted: false }, SYSTEM)).toContain('by 3.1 points of system time')
    expect(tellDoubt({ placebo: found, isTrusted: true }, SYSTEM)).toBeNull()
    expect(tellDoubt({ placebo: null, isTrusted: true }, SYSTEM)).toContain('not checked')
  })
})

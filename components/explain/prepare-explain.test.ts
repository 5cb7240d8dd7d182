import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { prepareExplanation } from './prepare-explain'
import { sampleExplanation } from './test-explanation'

const prepared = prepareExplanation(sampleExplanation(), { ...DEFAULT_VIEW, zone: 'utc' })

describe('a prepared explanation', () => {
  it('tells suspects from victims, the strongest of each with a full bar', () => {
    expect(prepared.suspects.map(({ weight }) => weight)).toEqual([1])
    expect(prepared.victims.map(({ weight }) => weight)).toEqual([1])
  })

  it('links each row to its resource on the worst node, in a window that stays', () => {
    expect(prepared.suspects[0]?.href).toBe(
      '/nodes/4?from=2026-01-05T06%3A00%3A00.000Z&to=2026-01-05T07%3A00%3A00.000Z&tz=utc&more=disk#disk',
    )
  })

  it('draws onsets before the window, too', () => {
    expect(prepared.axis.startsAt).toBe(20)
    expect(prepared.lanes[0]?.marks).toEqual([
      { left: 0, count: 1 },
      { left: 20, count: 2 },
    ])
    expect(prepared.lanes[0]?.note).toBe('first, 3 nodes')
  })

  it('leads from a fact to the fleet of those that have it, whatever its value holds', () => {
    const href = prepared.facts[0]?.href ?? ''
    expect(new URLSearchParams(href.slice(2)).get('filter')).toBe('image="a\\"b"')
  })

  it('leads from an agent that was changed to what collectors change, in a window that stays', () => {
    const changed = { name: 'agent_version 1 → 2', fact: 'agent_version', from: '1', to: '2' }
    const observers = [{ ...changed, atMs: Date.UTC(2026, 0, 5, 6), sentence: 'Nodes spend more.' }]
    const told = prepareExplanation(sampleExplanation({ observers }), {
      ...DEFAULT_VIEW,
      zone: 'utc',
    }).observers
    expect(told).toMatchObject([{ name: 'agent_version 1 → 2, 06:00', sentence: 'Nodes spend more.' }])
    expect(told[0]?.href).toBe(
      '/collectors?from=2026-01-05T06%3A00%3A00.000Z&to=2026-01-05T07%3A00%3A00.000Z&tz=utc',
    )
    expect(prepared.observers).toEqual([])
  })

  it('says what was compared, and what is cut', () => {
    expect(prepared.about).toContain('(5 of 7 measured). 1,200 series of 6 nodes in steps of 5 min')
    expect(prepared.seriesCut).toBe('0 of 140 shown')
  })
})

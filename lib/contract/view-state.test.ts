import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FLEET_SORTS } from './fleet'
import {
  DEFAULT_VIEW,
  MAP_DOTS,
  parseViewState,
  ROW_ORDERS,
  SHOWN_VALUES,
  toSearch,
  ZONES,
  type ViewState,
  VIEW_FIELDS,
  viewFieldNames,
} from './view-state'

const relative = fc
  .tuple(fc.integer({ min: 0, max: 999_999 }), fc.constantFrom('s', 'm', 'h', 'd', 'w'))
  .map(([amount, unit]) => `now-${String(amount)}${unit}`)
const absolute = fc
  .integer({ min: 0, max: 4_102_444_800_000 })
  .map((ms) => new Date(ms).toISOString().replace(/\.000Z$/, 'Z'))
const time = fc.oneof(relative, absolute, fc.constant('now'))

const view: fc.Arbitrary<ViewState> = fc.record({
  from: time,
  to: time,
  zone: fc.constantFrom(...ZONES),
  filter: fc.string({ unit: 'binary', maxLength: 200 }),
  sort: fc.constantFrom(...FLEET_SORTS),
  show: fc.constantFrom(...SHOWN_VALUES),
  group: fc.string({ unit: 'binary', maxLength: 200 }),
  metric: fc.constantFrom('cpu.utilization.busy', 'disk.saturation.queue'),
  rows: fc.constantFrom(...ROW_ORDERS),
  dots: fc.constantFrom(...MAP_DOTS),
})

describe('the view in the URL', () => {
  it('comes back from its URL exactly', () => {
    fc.assert(
      fc.property(view, (state) => {
        expect(parseViewState(new URLSearchParams(toSearch(state)))).toEqual(state)
      }),
    )
  })

  it('is never broken by what somebody typed into the URL', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (from, zone) => {
        const state = parseViewState(new URLSearchParams({ from, tz: zone, sort: from, show: zone }))
        expect(parseViewState(new URLSearchParams(toSearch(state)))).toEqual(state)
      }),
    )
  })

  it('has a place of its own in the URL for every field', () => {
    const keys = viewFieldNames.map((name) => VIEW_FIELDS[name].key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  it('leaves defaults out of the URL', () => {
    expect(toSearch(DEFAULT_VIEW)).toBe('')
  })

  it('writes an absolute time as UTC that a person can read', () => {
    const state = parseViewState(new URLSearchParams('from=1748772000000&to=2025-06-01T11:00:00%2B01:00'))
    expect(state.from).toBe('2025-06-01T10:00:00Z')
    expect(state.to).toBe('2025-06-01T10:00:00Z')
  })
})

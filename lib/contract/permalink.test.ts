import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fixTimes, upgradeSearch, type LinkChange } from './permalink'
import { fieldValues } from './test-views'
import { isRelativeTime, parseTimeExpression, resolveTime } from './time-expression'
import { DEFAULT_VIEW, parseViewState, toSearch, VIEW_FIELDS, viewFieldNames } from './view-state'

const NOON_MS = Date.UTC(2026, 0, 5, 12)
const open = (search: string) => parseViewState(upgradeSearch(new URLSearchParams(search)))
const timeNames = viewFieldNames.filter((name) => VIEW_FIELDS[name].isTime === true)

/** Links that are out there. A line may be added, never changed: what it opens is a promise. */
const KEPT_LINKS = [
  ['', { from: 'now-1h', to: 'now', zone: 'local', filter: '', sort: 'worst', show: 'judged', compare: '' }],
  ['?from=now-6h&tz=utc&sort=disk', { from: 'now-6h', to: 'now', zone: 'utc', sort: 'disk' }],
  [
    '?from=1748772000000&to=1748775600000',
    { from: '2025-06-01T10:00:00Z', to: '2025-06-01T11:00:00Z', zone: 'local' },
  ],
  ['?from=2025-06-01&to=2025-06-02', { from: '2025-06-01T00:00:00Z', to: '2025-06-02T00:00:00Z' }],
  ['?from=2025-06-01T10%3A00%2B02%3A00&to=now', { from: '2025-06-01T08:00:00Z', to: 'now' }],
  [
    '?filter=cluster%3D%22eu-1%22%2Crole%21%3Ddb&sort=name',
    { filter: 'cluster="eu-1",role!=db', sort: 'name' },
  ],
  ['?show=max&compare=week', { show: 'max', compare: 'week' }],
  [
    '?from=2026-01-05T03%3A00%3A00Z&to=2026-01-05T05%3A00%3A00Z&tz=utc&compare=yesterday',
    { compare: 'yesterday' },
  ],
] as const

describe('a link that was shared', () => {
  it.each(KEPT_LINKS)('%j opens for ever', (search, shown) => {
    expect(open(search)).toMatchObject(shown)
  })

  it('opens under its former key and with its former value', () => {
    const changes: LinkChange[] = [
      { formerKey: 'order', key: 'sort', values: { bad: 'worst' } },
      { formerKey: 'show', key: 'show', values: { peak: 'max' } },
    ]
    const upgrade = (search: string) => upgradeSearch(new URLSearchParams(search), changes).toString()
    expect(upgrade('order=bad')).toBe('sort=worst')
    expect(upgrade('order=disk&show=peak')).toBe('sort=disk&show=max')
    expect(upgrade('order=bad&sort=name')).toBe('order=bad&sort=name')
    expect(upgrade('order=constructor')).toBe('sort=constructor')
  })
})

describe('a permalink', () => {
  it('holds no relative time, and means the same window at any later time', () => {
    fc.assert(
      fc.property(fieldValues, (values) => {
        const view = { ...DEFAULT_VIEW, ...values }
        const link = open(toSearch(fixTimes(view, NOON_MS)))
        for (const name of timeNames) {
          const before = parseTimeExpression(view[name])
          const after = parseTimeExpression(link[name])
          fc.pre(before !== null && resolveTime(before, NOON_MS) >= 0)
          expect(isRelativeTime(link[name])).toBe(false)
          expect(after).toEqual({ kind: 'absolute', atMs: resolveTime(before, NOON_MS) })
        }
      }),
    )
  })

  it('keeps everything that is no time', () => {
    fc.assert(
      fc.property(fieldValues, (values) => {
        const view = { ...DEFAULT_VIEW, ...values }
        const link = fixTimes(view, NOON_MS)
        for (const name of viewFieldNames) {
          if (VIEW_FIELDS[name].isTime !== true) expect(link[name]).toBe(view[name])
        }
      }),
    )
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  ALL_OPEN,
  isGroupOpen,
  NONE_OPEN,
  parseOpenGroups,
  printOpenGroups,
  toggleGroup,
} from './open-groups'

const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 10 }), fc.constantFrom('', '*', '~', ',', '%'))
const isWhole = (text: string) => !/\p{Surrogate}/u.test(text)
const open = fc
  .record({ isInverted: fc.boolean(), values: fc.uniqueArray(value.filter(isWhole)) })
  .map(({ isInverted, values }) => ({ isInverted, values: new Set(values) }))

describe('the open groups in the URL', () => {
  it('come back as they were, whatever the groups are called', () => {
    fc.assert(
      fc.property(open, (groups) => {
        expect(parseOpenGroups(printOpenGroups(groups))).toEqual(groups)
      }),
    )
  })

  it('toggled, one group changes and no other does; twice, none does', () => {
    fc.assert(
      fc.property(open, value, value, (groups, toggled, other) => {
        const after = toggleGroup(groups, toggled)
        expect(isGroupOpen(after, toggled)).toBe(!isGroupOpen(groups, toggled))
        if (other !== toggled) expect(isGroupOpen(after, other)).toBe(isGroupOpen(groups, other))
        expect(toggleGroup(after, toggled)).toEqual(groups)
      }),
    )
  })

  it('are none by default, and all with a star', () => {
    expect(isGroupOpen(parseOpenGroups(''), 'eu')).toBe(false)
    expect([printOpenGroups(NONE_OPEN), printOpenGroups(ALL_OPEN)]).toEqual(['', '*'])
    expect(isGroupOpen(parseOpenGroups('*,eu'), 'eu')).toBe(false)
    expect(isGroupOpen(parseOpenGroups('*,eu'), '')).toBe(true)
  })
})

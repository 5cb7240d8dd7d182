import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderGroupsByHeld } from './hold-order'

const items = fc.uniqueArray(fc.integer(), { maxLength: 30 }).map((ids) => ids.map((id) => ({ id })))

describe('a held order', () => {
  it('keeps every row where it was and loses none', () => {
    fc.assert(
      fc.property(items, fc.uniqueArray(fc.integer(), { maxLength: 30 }), (fresh, held) => {
        const ordered = orderGroupsByHeld(fresh, held).map(({ id }) => id)
        const present = new Set(ordered)
        expect([...ordered].sort()).toEqual(fresh.map(({ id }) => id).sort())
        expect(ordered.filter((id) => held.includes(id))).toEqual(held.filter((id) => present.has(id)))
      }),
    )
  })

  it('moves no node into another group', () => {
    const fresh = [
      { id: 3, group: 'us' },
      { id: 4, group: 'us' },
      { id: 1, group: 'eu' },
      { id: 2, group: 'eu' },
    ]
    const ordered = orderGroupsByHeld(fresh, [1, 2, 4, 3])
    expect(ordered.map(({ id }) => id)).toEqual([4, 3, 1, 2])
  })

  it('is the order of the answer when nothing is held', () => {
    const fresh = [{ id: 2 }, { id: 1 }]
    expect(orderGroupsByHeld(fresh, null)).toBe(fresh)
  })
})

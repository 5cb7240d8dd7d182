import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { orderByHeld } from './hold-order'

const items = fc.uniqueArray(fc.integer(), { maxLength: 30 }).map((ids) => ids.map((id) => ({ id })))

describe('a held order', () => {
  it('keeps every row where it was and loses none', () => {
    fc.assert(
      fc.property(items, fc.uniqueArray(fc.integer(), { maxLength: 30 }), (fresh, held) => {
        const ordered = orderByHeld(fresh, held).map(({ id }) => id)
        const present = new Set(ordered)
        expect([...ordered].sort()).toEqual(fresh.map(({ id }) => id).sort())
        expect(ordered.filter((id) => held.includes(id))).toEqual(held.filter((id) => present.has(id)))
      }),
    )
  })

  it('is the order of the answer when nothing is held', () => {
    const fresh = [{ id: 2 }, { id: 1 }]
    expect(orderByHeld(fresh, null)).toBe(fresh)
  })
})

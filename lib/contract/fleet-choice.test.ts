import { describe, expect, it } from 'vitest'
import { fleetParams } from './fleet'
import {
  canonicalMarks,
  canonicalPins,
  canonicalResources,
  MAX_PINS,
  pinsIn,
  toggleItem,
} from './fleet-choice'

describe('lists of a choice', () => {
  it('have one spelling', () => {
    expect(canonicalResources(' disk,cpu,cpu')).toBe('cpu,disk')
    expect(canonicalMarks('gone,bad')).toBe('bad,gone')
    expect(canonicalPins('7, 3')).toBe('7,3')
  })

  it('with an item that means nothing are refused', () => {
    expect(canonicalResources('cpu,gpu')).toBeNull()
    expect(canonicalPins('1,nobody')).toBeNull()
    expect(fleetParams.safeParse({ verdict: 'awful' }).success).toBe(false)
  })

  it('of pins end at the most there may be', () => {
    const many = Array.from({ length: MAX_PINS + 1 }, (_, index) => String(index + 1)).join(',')
    expect(pinsIn(many)).toHaveLength(MAX_PINS)
    expect(fleetParams.safeParse({ pins: many }).success).toBe(false)
  })

  it('lose an item that they hold and gain one that they do not', () => {
    expect([toggleItem([1, 2], 2), toggleItem([1], 3)]).toEqual([[1], [1, 3]])
  })
})

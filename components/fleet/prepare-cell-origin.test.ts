import { describe, expect, it } from 'vitest'
import { describeOrigin, describeRun } from './prepare-cell-origin'

const MINUTE_MS = 60_000
const run = { fromMs: 10 * MINUTE_MS, toMs: 48 * MINUTE_MS, isFromStart: false, isOngoing: true }

describe('the origin of a cell', () => {
  it('says since when it lasts', () => {
    expect(describeRun(run, 'utc')).toBe('since 00:10, for 38 min')
  })

  it('that is over says until when it lasted', () => {
    expect(describeRun({ ...run, isOngoing: false }, 'utc')).toBe('from 00:10 to 00:48, better since')
  })

  it('that is older than the window admits it', () => {
    expect(describeRun({ ...run, isFromStart: true }, 'utc')).toBe('since before 00:10, for over 38 min')
  })

  it('names the device that is worst, and nothing that is not known', () => {
    const origin = { run: null, device: { name: 'sda', value: 0.97 } }
    expect(describeOrigin(origin, { unit: 'ratio', devices: 'block device' }, 'utc')).toEqual([
      'worst block device: sda, 97 %',
    ])
    expect(describeOrigin(undefined, { unit: 'ratio', devices: null }, 'utc')).toEqual([])
  })
})

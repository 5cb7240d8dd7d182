import { describe, expect, it } from 'vitest'
import { compileFrameSearch } from '@/lib/core/profiles/frame-search'
import type { ProfilesAnswer } from '@/lib/contract/profiles'
import { againstName, againstParams } from './against'
import { frameCsvRows, patternOf, prepareFrames } from './prepare-frames'
import {
  cellAt,
  describeCell,
  momentPixels,
  movedCell,
  parsePart,
  partBetween,
  printPart,
} from './prepare-moments'
import { findingOf, kindTitle, summaryOf } from './prepare-summary'
import { uploadSnippets } from './prepare-upload'

const FLAME = {
  names: ['main', 'spin_[k]'],
  parents: [-1, 0, 1],
  frames: [-1, 0, 1],
  gathered: [0, 0, 0],
  selfs: [0, 60, 40],
  totals: [100, 100, 40],
  baseSelfs: [0, 9, 1],
  baseTotals: [10, 10, 1],
}
const FRAMES: ProfilesAnswer['frames'] = [
  { name: 'main', self: 60, total: 100, baseSelf: 9, baseTotal: 10 },
  { name: 'spin_[k]', self: 40, total: 40, baseSelf: 1, baseTotal: 1 },
]
const alone = FRAMES.map((frame) => ({ ...frame, baseSelf: null, baseTotal: null }))

const namesBy = (order: Parameters<typeof prepareFrames>[1], frames = FRAMES) =>
  prepareFrames({ frames, flame: FLAME }, order).map(({ name }) => name)

describe('the table of functions', () => {
  it('is in the order that was chosen, else by what changed or by what each takes itself', () => {
    expect(namesBy('')).toEqual(['main', 'spin_[k]'])
    expect(namesBy('name')).toEqual(['main', 'spin_[k]'])
    expect(namesBy('totalChange')).toEqual(['spin_[k]', 'main'])
    expect(namesBy('totalChange', alone)).toEqual(['main', 'spin_[k]'])
    expect(frameCsvRows(prepareFrames({ frames: alone, flame: FLAME }, 'self'))[2]).toEqual([
      'spin_[k]',
      0.4,
      0.4,
      null,
      null,
    ])
  })

  it('finds exactly the function that is pressed', () => {
    for (const name of ['std::map<int, A*>::find(int) const', 'a.b$1', 'x|y', '[libc.so.6]', 'f{g}']) {
      const fits = compileFrameSearch(patternOf(name))
      expect([fits(name), fits(`${name}x`), fits('other')]).toEqual([true, false, false])
    }
    expect(() => compileFrameSearch(patternOf('<'.repeat(150) + '('.repeat(150)))).not.toThrow()
  })
})

describe('what is said of profiles', () => {
  const kind = { type: 'cpu', unit: 'nanoseconds', count: 3 }
  const window = { fromMs: 0, toMs: 3_600_000 }
  const merged = { window, count: 1000, of: 1200, total: 2.5e9 }

  it('is how many, how much and compared with what', () => {
    expect(kindTitle(kind)).toBe('cpu (nanoseconds)')
    const summary = summaryOf({ kind, merged, against: null }, '', 'utc')
    expect(summary).toMatch(/^1,000 of 1,200 profiles, evenly chosen, 2\.5 ?s of cpu\.$/)
    const none = { ...merged, count: 0, of: 0, total: 0 }
    expect(summaryOf({ kind, merged, against: none }, 'yesterday', 'utc')).toContain(
      'no profile to compare with',
    )
  })

  it('names the function that changed most or says that none did, and without a comparison the one that takes most', () => {
    expect(findingOf(prepareFrames({ frames: FRAMES, flame: FLAME }, ''))).toBe(
      'main changed most: −30 points, to 60 % in itself.',
    )
    expect(findingOf(prepareFrames({ frames: alone, flame: FLAME }, ''))).toMatch(/ takes most: /)
    const same = [{ name: 'a', self: 10, total: 10, baseSelf: 1, baseTotal: 1 }]
    expect(findingOf(prepareFrames({ frames: same, flame: FLAME }, ''))).toMatch(/^No function changed/)
  })

  it('asks for what is compared only when it is known', () => {
    const view = { against: 'window', againstFilter: '', baselineFrom: 'now-2h', baselineTo: '' } as const
    expect(againstParams(view)).toEqual({})
    expect(againstParams({ ...view, baselineTo: 'now-1h' })).toEqual({
      againstFrom: 'now-2h',
      againstTo: 'now-1h',
    })
    expect(againstParams({ ...view, against: 'week' })).toEqual({ againstBefore: 'week' })
    expect(againstName({ ...view, against: 'nodes', againstFilter: 'role=web' })).toBe('role=web')
  })

  it('can be sent by a line that is ready to run', () => {
    expect(uploadSnippets('http://127.0.0.1:3000')[0]?.code).not.toContain('TOKEN')
    expect(uploadSnippets('https://usescope.example')[0]?.code).toContain('Bearer TOKEN')
  })
})

describe('the moments of a profile', () => {
  const grid = {
    rows: 50,
    seconds: 2,
    counts: Array.from({ length: 100 }, (_, cell) => (cell === 60 ? 1 : 0)),
  }

  it('lie in columns of a second, which run upwards', () => {
    expect(cellAt(grid, 0, 1)).toBe(0)
    expect(cellAt(grid, 0.99, 0)).toBe(99)
    expect(partBetween(grid, 60, 50)).toEqual({ fromMs: 1000, toMs: 1220 })
    expect(describeCell(grid, 60)).toBe('1.20 s to 1.22 s: 1 sample')
    expect(movedCell(grid, 60, 'ArrowRight')).toBe(99)
    expect(movedCell(grid, 60, 'ArrowUp')).toBe(61)
    expect(movedCell(grid, 60, 'Enter')).toBeNull()
  })

  it('are drawn from the top, and paler outside of the part that is shown', () => {
    const pixels = momentPixels(grid, new Uint8Array(768).fill(7), { fromMs: 1000, toMs: 2000 })
    const opacityAt = (row: number, second: number) => pixels[4 * (row * 2 + second) + 3]
    expect([opacityAt(0, 0), opacityAt(0, 1)]).toEqual([90, 255])
  })

  it('stand in the URL as a part, or not at all', () => {
    expect(parsePart(printPart({ fromMs: 20, toMs: 40 }))).toEqual({ fromMs: 20, toMs: 40 })
    expect([parsePart(''), parsePart('40-20'), parsePart('x')]).toEqual([null, null, null])
  })
})

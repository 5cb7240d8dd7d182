import { describe, expect, it } from 'vitest'
import { searchFlame } from './frame-search-state'
import { changeLevel, describeNode, largestChange, pointsText, weightText } from './flame-words'
import { layoutFlame, nameOf, pathWords, stepFrom, type Flame } from './prepare-flame'

/** all > (main > (read, spin), other (3 frames)) */
const FLAME: Flame = {
  names: ['main', 'read', 'spin_[k]'],
  parents: [-1, 0, 1, 1, 0],
  frames: [-1, 0, 1, 2, -1],
  gathered: [0, 0, 0, 0, 3],
  selfs: [0, 20, 20, 40, 20],
  totals: [100, 80, 20, 40, 20],
  baseSelfs: [],
  baseTotals: [],
}

const COMPARED: Flame = { ...FLAME, baseSelfs: [0, 5, 5, 0, 0], baseTotals: [10, 10, 5, 0, 0] }

describe('the layout of a flame graph', () => {
  it('gives each frame the width of its share, below its caller', () => {
    const { boxes, rows } = layoutFlame(FLAME, 0, 1000)
    expect(boxes.map(({ node, depth, left, width }) => [node, depth, left, width])).toEqual([
      [0, 0, 0, 1000],
      [1, 1, 0, 800],
      [2, 2, 0, 200],
      [3, 2, 200, 400],
      [4, 1, 800, 200],
    ])
    expect(rows).toBe(3)
  })

  it('fills the width with the frame that is zoomed, below its callers', () => {
    const { boxes } = layoutFlame(FLAME, 3, 1000)
    expect(boxes.map(({ node, width, isCaller }) => [node, width, isCaller])).toEqual([
      [0, 1000, true],
      [1, 1000, true],
      [3, 1000, false],
    ])
  })

  it('leaves out what is narrower than a pixel, with all below it', () => {
    expect(layoutFlame(FLAME, 0, 4).boxes.map(({ node }) => node)).toEqual([0, 1, 3])
  })

  it('is as wide as the mean of both shares where two are compared', () => {
    expect(layoutFlame(COMPARED, 0, 1000).boxes.map(({ width }) => Math.round(width))).toEqual([
      1000, 900, 350, 200, 100,
    ])
  })

  it('is walked by keys: to callers, to the widest callee and along the row', () => {
    const layout = layoutFlame(FLAME, 0, 1000)
    expect(stepFrom(layout, FLAME, 1, 'callee')).toBe(3)
    expect(stepFrom(layout, FLAME, 3, 'caller')).toBe(1)
    expect(stepFrom(layout, FLAME, 3, 'previous')).toBe(2)
    expect(stepFrom(layout, FLAME, 3, 'next')).toBe(3)
    expect(stepFrom(layout, FLAME, 2, 'callee')).toBe(2)
    expect(stepFrom(layout, FLAME, 0, 'caller')).toBe(0)
  })

  it('has a word for each place that the window does not change', () => {
    const words = pathWords(FLAME)
    expect(new Set(words).size).toBe(5)
    expect(pathWords({ ...FLAME, gathered: [0, 0, 0, 0, 9] })).toEqual(words)
    for (const word of words) expect(word).toMatch(/^[0-9a-z]{1,20}$/)
  })
})

describe('what is said of a frame', () => {
  it('is its share, its own part and how it changed', () => {
    expect(describeNode(FLAME, 1, 'count')).toBe('main: 80 % (80), 20 % in itself')
    expect(describeNode(COMPARED, 3, 'count')).toBe('spin: 40 % (40), 40 % in itself, was 0 % (+40 points)')
    expect(nameOf(FLAME, 4)).toBe('other (3 frames)')
  })

  it('has the unit that the profile names', () => {
    expect(weightText(2_500_000_000, 'nanoseconds')).toMatch(/^2\.5/)
    expect(weightText(12_345, 'count')).toBe('12,345')
    expect([pointsText(-0.125), pointsText(0.00001), pointsText(0)]).toEqual([
      '−13 points',
      '+<0.01 points',
      '±0 points',
    ])
  })

  it('is coloured by how much it changed, compared with the largest change', () => {
    const largest = largestChange(COMPARED)
    expect(largest).toBeCloseTo(0.4)
    expect([3, 2, 0].map((node) => changeLevel(COMPARED, node, largest))).toEqual([4, -3, 0])
  })
})

describe('looking for frames', () => {
  it('says their share, each sample once', () => {
    expect(searchFlame(FLAME, 'main|read')).toMatchObject({ found: { share: 0.8, functions: 2 } })
    expect(searchFlame(COMPARED, '^spin$')).toMatchObject({ found: { share: 0.4, baseShare: 0 } })
    expect(searchFlame(FLAME, '(')).toHaveProperty('problem')
    expect(searchFlame(FLAME, '')).toBeNull()
  })
})

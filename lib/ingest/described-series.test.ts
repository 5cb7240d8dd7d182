import { describe, expect, it } from 'vitest'
import { describeSeries, seriesText } from './described-series'

const node = { cluster: 'eu-1', instance: 'db-1' }

describe('describeSeries', () => {
  it('gives one identity to one label set in any order', () => {
    const a = describeSeries(node, 'up', [
      ['job', 'node'],
      ['zone', 'a'],
    ])
    const b = describeSeries(node, 'up', [
      ['zone', 'a'],
      ['job', 'node'],
    ])
    expect(a).toEqual(b)
    expect(a.hash).toHaveLength(16)
  })

  it('tells nodes of one name in two clusters apart, and text from its neighbour', () => {
    const hashes = [
      describeSeries(node, 'up', []),
      describeSeries({ ...node, cluster: 'eu-2' }, 'up', []),
      describeSeries({ cluster: 'eu-1d', instance: 'b-1' }, 'up', []),
      describeSeries(node, 'up', [['a', 'bc']]),
      describeSeries(node, 'up', [['ab', 'c']]),
    ].map((series) => Buffer.from(series.hash).toString('hex'))
    expect(new Set(hashes).size).toBe(5)
  })

  it('keeps hostile names as plain labels', () => {
    const { labels } = describeSeries(node, 'up', [
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(Object.entries(labels)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    expect(seriesText({ name: 'up', labels: { a: '"<b>' } })).toBe('up{a="\\"<b>"}')
  })
})

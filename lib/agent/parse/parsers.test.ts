import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AgentSeries } from '../agent-series'
import { corrupted } from '../fixtures/corrupted'
import { keyOf } from '../fixtures/find-series'
import { fixtureFiles, type FixtureName } from '../fixtures/fixture-machine'
import { parseConntrackStat } from './conntrack-stat'
import { parseDiskstats } from './diskstats'
import { parseFileNr } from './file-nr'
import { parseLoadavg } from './loadavg'
import { parseMdstat } from './mdstat'
import { parseMeminfo } from './meminfo'
import { parseNetDev } from './net-dev'
import { parseNetstat } from './netstat'
import { parsePressure } from './pressure'
import { parseSchedstat } from './schedstat'
import { parseSoftnetStat } from './softnet-stat'
import { parseStat } from './stat'
import { parseVmstat } from './vmstat'

type Parse = (text: string) => AgentSeries[]

const PARSERS: readonly (readonly [path: string, parse: Parse])[] = [
  ['proc/stat', parseStat],
  ['proc/meminfo', parseMeminfo],
  ['proc/vmstat', parseVmstat],
  ['proc/diskstats', parseDiskstats],
  ['proc/mdstat', parseMdstat],
  ['proc/loadavg', parseLoadavg],
  ['proc/schedstat', parseSchedstat],
  ['proc/sys/fs/file-nr', parseFileNr],
  ['proc/1/net/dev', parseNetDev],
  ['proc/1/net/snmp', parseNetstat],
  ['proc/1/net/netstat', parseNetstat],
  ['proc/1/net/softnet_stat', parseSoftnetStat],
  ['proc/1/net/stat/nf_conntrack', parseConntrackStat],
  ['proc/pressure/io', (text) => parsePressure('io', text)],
]

const machine: FixtureName = 'bare-metal'
const files = fixtureFiles(machine)

const expectSound = (series: readonly AgentSeries[]): void => {
  for (const { name, labels, value } of series) {
    expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
    expect(Object.values(labels).every((label) => label !== '')).toBe(true)
    expect(Number.isFinite(value) && value >= 0).toBe(true)
  }
}

describe.each(PARSERS)('%s', (path, parse) => {
  const text = files.get(path) ?? ''

  test('the text of a real machine gives series', () => {
    const series = parse(text)
    expect(series.length).toBeGreaterThan(0)
    expect(new Set(series.map(keyOf)).size).toBe(series.length)
    expectSound(series)
  })

  test('no text makes it throw or tell what is no number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), corrupted(text)), (garbage) => {
        expectSound(parse(garbage))
      }),
    )
  })

  test('words instead of numbers give fewer series', () => {
    const numbers = [...text.matchAll(/(?<=[\s=:])\d[\d.]*(?=\s|$)/g)]
    fc.assert(
      fc.property(
        fc.nat(numbers.length - 1),
        fc.constantFrom('-', '-1', 'NaN', '1e5', '0x', '∞'),
        (at, word) => {
          const index = numbers[at]?.index ?? 0
          const length = numbers[at]?.[0].length ?? 0
          const series = parse(text.slice(0, index) + word + text.slice(index + length))
          const known = new Map(parse(text).map((one) => [keyOf(one), one.value]))
          expect(series.length).toBeLessThanOrEqual(known.size)
          expectSound(series)
        },
      ),
    )
  })

  test('a file cut short tells nothing that the whole would not', () => {
    const known = new Set(parse(text).map(keyOf))
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        for (const series of parse(text.slice(0, length))) expect(known).toContain(keyOf(series))
      }),
    )
  })
})

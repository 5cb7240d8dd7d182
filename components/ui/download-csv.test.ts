import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toCsv } from './download-csv'

/** Reads one row of RFC 4180. */
const fieldsOf = (row: string): string[] =>
  [...row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,"]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  )

describe('a table as CSV', () => {
  it('leaves empty what is not measured, and keeps zero', () => {
    expect(
      toCsv([
        ['time', 'mean'],
        ['10:00', null],
        ['10:01', 0],
      ]),
    ).toBe('time,mean\r\n10:00,\r\n10:01,0\r\n')
  })

  it('quotes any text so that it comes back', () => {
    const text = fc.string({ minLength: 1 }).filter((value) => !/^[=+\-@\t\r]/.test(value))
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (cells) => {
        expect(fieldsOf(toCsv([cells]).slice(0, -2))).toEqual(cells)
      }),
    )
  })

  it('does not let a name become a formula', () => {
    expect(toCsv([['=HYPERLINK("x")', -1]])).toBe('"\'=HYPERLINK(""x"")",-1\r\n')
  })
})

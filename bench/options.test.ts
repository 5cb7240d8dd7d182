import { describe, expect, it } from 'vitest'
import { SECTIONS, parseOptions } from './options'

describe('the options of the bench', () => {
  it('are everything and medians of five by default', () => {
    expect(parseOptions([])).toMatchObject({
      sections: SECTIONS,
      rounds: 5,
      isQuick: false,
      isWritten: false,
    })
  })

  it('quick is one round without what has to run in real time', () => {
    const { sections, rounds } = parseOptions(['--quick'])
    expect(sections).not.toContain('live')
    expect(rounds).toBe(1)
  })

  it('a word that is none of the choices is named', () => {
    expect(() => parseOptions(['--only', 'ingest,moon'])).toThrow('"moon" is none of ingest')
    expect(() => parseOptions(['--rounds', 'few'])).toThrow('few')
  })
})

import { describe, expect, it } from 'vitest'
import { DAY_MS } from '@/lib/core/times'
import { factCsvRows, prepareFacts } from './prepare-facts'

const NOW_MS = Date.UTC(2025, 5, 10)
const fact = (name: string, sinceMs: number, history: { value: string; observedMs: number }[] = []) => ({
  name,
  device: '',
  value: `${name} now`,
  sinceMs,
  history,
})
const facts = [
  fact('architecture', NOW_MS - 20 * DAY_MS),
  fact('image', NOW_MS - 9 * DAY_MS, [{ value: 'old image', observedMs: NOW_MS - 20 * DAY_MS }]),
  fact('kernel', NOW_MS - 3 * DAY_MS, [
    { value: '6.1.0-28', observedMs: NOW_MS - 8 * DAY_MS },
    { value: '6.1.0-27', observedMs: NOW_MS - 20 * DAY_MS },
  ]),
]

describe('the facts of a node', () => {
  const rows = prepareFacts(facts, 'utc', NOW_MS)

  it('begin with what changed last', () => {
    expect(rows.map(({ name, changed }) => [name, changed])).toEqual([
      ['kernel', 'changed 3 d ago'],
      ['image', 'changed 9 d ago'],
      ['architecture', null],
    ])
  })

  it('say each earlier value and how long it held, without a gap', () => {
    const [newest, oldest] = rows[0]?.before ?? []
    expect(newest).toEqual({
      value: '6.1.0-28',
      span: expect.stringMatching(/^02 Jun.* to 07 Jun/) as string,
    })
    expect(oldest?.span).toMatch(/to 02 Jun/)
  })

  it('go into a file with all they ever were', () => {
    expect(factCsvRows(facts)).toHaveLength(1 + 1 + 2 + 3)
  })
})

import { describe, expect, it } from 'vitest'
import type { Collector, CollectorsAnswer } from '@/lib/contract/collectors'
import { prepareDiskRows, prepareSenders, prepareServerHealth } from './prepare-collectors'
import { prepareSendersCsv } from './prepare-senders-csv'

const NOW_MS = 1_000_000_000
const sender = (change: Partial<Collector>): Collector => ({
  id: 1,
  name: 'loopback',
  protocol: 'samples',
  userAgent: '',
  firstSeenMs: 0,
  lastSeenMs: NOW_MS - 1_000,
  nodes: 1,
  series: 10,
  accepted: 100,
  samplesPerSecond: null,
  lagMs: null,
  refusals: [],
  ...change,
})
const answer = (change: Partial<CollectorsAnswer> = {}): CollectorsAnswer => ({
  nowMs: NOW_MS,
  roll: { asOfMs: NOW_MS - 3_000, sealedUntilMs: null, waitingEntries: 0, groups: 1, rollers: 1 },
  senders: [],
  disk: {
    totalBytes: 200,
    tables: [{ table: 'chunk', bytes: 150, bytesPerDay: 75, keptSinceMs: NOW_MS - 2 * 86_400_000 }],
  },
  ...change,
})

describe('the senders', () => {
  it('are judged by silence, lag and what was refused lately', () => {
    const refused = { reason: 'future', count: 3, example: 'x', lastMs: NOW_MS - 1_000 }
    const senders = [
      sender({ id: 1 }),
      sender({ id: 2, lastSeenMs: NOW_MS - 600_000 }),
      sender({ id: 3, lagMs: 120_000 }),
      sender({ id: 4, refusals: [refused] }),
    ]
    const rows = prepareSenders(answer({ senders }))
    expect(Object.fromEntries(rows.map(({ id, healthText }) => [id, healthText]))).toEqual({
      1: 'ok',
      2: 'silent',
      3: 'behind',
      4: 'partly refused',
    })
  })

  it('leave what is not known empty in a file, and keep a zero', () => {
    const [heading = [], row = []] = prepareSendersCsv(answer({ senders: [sender({ series: 0 })] }))
    const cell = (name: string) => row[heading.indexOf(name)]
    expect([cell('lag in ms'), cell('samples per second'), cell('series')]).toEqual([null, null, 0])
    expect(row).toHaveLength(heading.length)
  })

  it('say that a rate is not known rather than zero', () => {
    expect(prepareSenders(answer({ senders: [sender({})] }))[0]?.rate).toBe('not known yet')
    expect(prepareSenders(answer({ senders: [sender({ samplesPerSecond: 0 })] }))[0]?.rate).toBe('0')
  })
})

describe('the server', () => {
  it('says that nothing is rolled where no roller is connected, and that several share the work', () => {
    const roll = { ...answer().roll, groups: 4 }
    const without = prepareServerHealth(answer({ roll: { ...roll, rollers: 0 } }))
    expect(without[0]).toMatchObject({
      isLate: true,
      note: expect.stringContaining('No roller is connected') as string,
    })
    const shared = prepareServerHealth(answer({ roll: { ...roll, rollers: 2 } }))
    expect(shared[1]?.note).toContain('over 4 node groups that 2 rollers share')
  })

  it('says that its roller is late', () => {
    const late = answer({
      roll: { asOfMs: NOW_MS - 600_000, sealedUntilMs: null, waitingEntries: 9, groups: 2, rollers: 2 },
    })
    expect(prepareServerHealth(late)[0]).toMatchObject({ value: '10 min', isLate: true })
    expect(prepareServerHealth(answer())[0]).toMatchObject({ value: '3 s', isLate: false })
  })

  it('shows what each table holds, what a day of it takes, how far it reaches back, and its share', () => {
    expect(prepareDiskRows(answer())).toEqual([
      {
        table: 'chunk',
        holds: 'raw samples as they came',
        size: '150 B',
        perDay: '75 B',
        keeps: '2 d',
        share: 0.75,
      },
    ])
  })

  it('leaves out what a day takes where that is not known, and sums up small tables', () => {
    const tables = Array.from({ length: 9 }, (_, i) => ({
      table: `t${i}`,
      bytes: 10,
      bytesPerDay: null,
      keptSinceMs: null,
    }))
    const rows = prepareDiskRows(answer({ disk: { totalBytes: 90, tables } }))
    expect(rows[0]).toMatchObject({ perDay: '', keeps: '' })
    expect(rows.at(-1)).toMatchObject({ table: '2 more', holds: 't7, t8', size: '20 B' })
  })
})

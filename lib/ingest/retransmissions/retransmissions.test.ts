import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addGrowth, createCounts, totalOf } from '@/lib/core/failures/failure-steps'
import { parseTcpretrans } from './parse-tcpretrans'
import { toRetransmissionBatch } from './retransmission-protocol'

const START_MS = Date.UTC(2026, 10, 21, 23, 58, 30)
const TIMES = { oldestMs: START_MS - 1e9, newestMs: START_MS + 1e9 }
const NODE = { cluster: 'eu', instance: 'web-1' }

const LOG = `Tracing retransmits ... Hit Ctrl-C to end
TIME     PID    IP LADDR:LPORT          T> RADDR:RPORT          STATE
23:58:35 0      4  10.0.0.1:41976       R> 10.0.0.9:6379        ESTABLISHED
23:58:36 0      4  10.0.0.1:41976       R> 10.0.0.9:6379        ESTABLISHED
23:59:01 0      4  10.0.0.1:41980       L> 10.0.0.9:6379        ESTABLISHED
00:01:10 0      6  2001:db8::1:22       R> 2001:db8::2:51601    ESTABLISHED  2879306108
[...]`

const BPFTRACE = `TIME     PID      LADDR:LPORT          RADDR:RPORT          STATE
23:58:40 0        10.0.0.1:179         10.0.0.7:179         ESTABLISHED`

const read = (text: string, offsetMs = 0) => parseTcpretrans(text, START_MS, offsetMs)
const batchOf = (text: string) => toRetransmissionBatch(NODE, START_MS, read(text), TIMES)

describe('what tcpretrans prints', () => {
  it('is read line by line, over midnight, without probes of the tail', () => {
    const { retransmissions, refusals } = read(LOG)
    expect(refusals).toEqual([])
    expect(
      retransmissions.map(({ timeMs, localPort, remotePort }) => [timeMs - START_MS, localPort, remotePort]),
    ).toEqual([
      [5_000, 'ephemeral', '6379'],
      [6_000, 'ephemeral', '6379'],
      [160_000, '22', 'ephemeral'],
    ])
    expect(read(BPFTRACE).retransmissions).toMatchObject([{ remotePort: '179', timeMs: START_MS + 10_000 }])
  })

  it('is in the zone that the sender says', () => {
    const [first] = read(LOG.replaceAll(/^23:58/gm, '00:58'), 60 * 60_000).retransmissions
    expect(first?.timeMs).toBe(START_MS + 5_000)
  })

  it('names what it cannot use', () => {
    const { refusals } = read(`${LOG}\nwhat is this\n10.0.0.1:60366 <-> 10.0.0.9:443   700`)
    expect(refusals.map(({ reason }) => reason)).toEqual([
      'is no line of tcpretrans',
      'tells no time: run tcpretrans without -c',
    ])
  })

  it('becomes a counter that says the same when a longer log is sent again', () => {
    const short = batchOf(LOG)
    const long = batchOf(`${LOG}\n00:03:10 0 4 10.0.0.1:41976 R> 10.0.0.9:6379 ESTABLISHED`)
    const told = (batch: typeof long) =>
      new Map(
        Array.from(batch.sampleOrdinals).map((ordinal, at) => [
          `${batch.unresolved[ordinal]?.labels.remote_port ?? ''} ${String(batch.timesMs[at])}`,
          batch.values[at],
        ]),
      )
    const both = [...told(short)].filter(([moment]) => told(long).has(moment))
    expect(both.map(([moment]) => told(long).get(moment))).toEqual(both.map(([, value]) => value))
    expect(both.some(([, value]) => value === 2)).toBe(true)
    expect(Math.max(...long.values)).toBe(3)
  })

  it('loses none in what is counted of it', () => {
    const line = fc.record({ second: fc.nat({ max: 3000 }), port: fc.constantFrom(80, 443, 6379, 40_000) })
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 60 }), (lines) => {
        const ordered = lines.toSorted((one, other) => one.second - other.second)
        const text = ordered
          .map(({ second, port }) => {
            const clock = new Date(START_MS + second * 1000).toISOString().slice(11, 19)
            return `${clock} 0 4 10.0.0.1:41976 R> 10.0.0.9:${String(port)} ESTABLISHED`
          })
          .join('\n')
        const batch = batchOf(text)
        const window = { fromMs: START_MS, toMs: START_MS + 7_200_000 }
        const counts = createCounts({ window, stepMs: 7_200_000, stepCount: 1 })
        batch.unresolved.forEach(({ ordinal }) => {
          const at = Array.from(batch.sampleOrdinals.keys()).filter(
            (place) => batch.sampleOrdinals[place] === ordinal,
          )
          const column = {
            timesMs: Float64Array.from(at, (place) => batch.timesMs[place] ?? NaN),
            values: Float64Array.from(at, (place) => batch.values[place] ?? NaN),
          }
          addGrowth(counts, { window, stepMs: 7_200_000, stepCount: 1 }, column)
        })
        expect(totalOf(counts)).toBe(lines.length)
      }),
    )
  })

  it('never makes the reader throw', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom(...LOG.split('\n'), ...BPFTRACE.split('\n')))
    fc.assert(
      fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
        const batch = batchOf(lines.join('\n'))
        expect(batch.timesMs.every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

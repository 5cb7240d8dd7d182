import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { InvalidInputError } from '@/lib/core/errors'
import { decodeHistograms } from '../decode-histograms'
import { textDocuments } from './text-documents'

const START_MS = 1_790_000_000_000
const PING = `PING db-1 (10.0.0.2) 56(84) bytes of data.
[1790000000.500000] 64 bytes from db-1 (10.0.0.2): icmp_seq=1 ttl=64 time=0.345 ms
[1790000001.500000] no answer yet for icmp_seq=2
[1790000002.500000] 64 bytes from db-1 (10.0.0.2): icmp_seq=3 ttl=64 time=12 ms

--- db-1 ping statistics ---
3 packets transmitted, 2 received, 33.3333% packet loss, time 2003ms
rtt min/avg/max/mdev = 0.345/6.172/12.000/5.827 ms
`
const NPING = `Starting Nping 0.7.93 ( https://nmap.org/nping ) at 2026-09-21 14:13 UTC
SENT (0.0012s) Starting TCP Handshake > db-1:22 (10.0.0.2:22)
RCVD (0.0019s) Handshake with db-1:22 (10.0.0.2:22) completed
SENT (1.0035s) Starting TCP Handshake > db-1:22 (10.0.0.2:22)
SENT (2.0041s) Starting TCP Handshake > db-1:22 (10.0.0.2:22)
RCVD (3.0091s) Handshake with db-1:22 (10.0.0.2:22) completed
Max rtt: 1005.000ms | Min rtt: 0.700ms | Avg rtt: 502.850ms
`
const BIOLATENCY = `Tracing block device I/O... Hit Ctrl-C to end.
disk = 'nvme0n1'
     usecs               : count     distribution
         0 -> 1          : 0        |                                        |
         2 -> 3          : 5        |****                                    |
         4 -> 7          : 20       |****************************************|
disk = 'nvme1n1'
     usecs               : count     distribution
         0 -> 1          : 1        |****                                    |
`

const read = (text: string, search: Record<string, string> = {}) =>
  textDocuments(text, new URLSearchParams({ timestampMs: String(START_MS), ...search })).map((document) =>
    document.ok ? document.value : null,
  )
const decode = (text: string) => {
  const documents = textDocuments(text, new URLSearchParams({ timestampMs: String(START_MS) }))
  return decodeHistograms(documents, { oldestMs: 0, newestMs: START_MS + 1e6 })
}

describe('textDocuments', () => {
  it('reads the round trips of ping with its times, and without them the one of the address', () => {
    expect(read(PING, { node: 'db-1' })).toMatchObject([
      { operation: 'round trip', node: 'db-1', timestampMs: START_MS + 500, observationMs: 0.345 },
      { timestampMs: START_MS + 2500, observationMs: 12 },
    ])
    const without = PING.replaceAll(/^\[[\d.]+\] /gm, '')
    expect(read(without)).toMatchObject([{ timestampMs: START_MS }, { timestampMs: START_MS }])
  })

  it('reads those of nping that were answered, at the time they left', () => {
    expect(read(NPING)).toMatchObject([
      { timestampMs: START_MS + 1, observationMs: 0.7 },
      { timestampMs: START_MS + 2004, observationMs: 1005 },
    ])
  })

  it('reads the tables of biolatency, by disk', () => {
    expect(read(BIOLATENCY)).toMatchObject([
      { operation: 'block I/O nvme0n1', bounds: [0.002, 0.004, 0.008], counts: [0, 5, 20, 0] },
      { operation: 'block I/O nvme1n1', bounds: [0.002], counts: [1, 0] },
    ])
  })

  it('makes of each what is kept', () => {
    for (const text of [PING, NPING, BIOLATENCY]) {
      const { points, itemRefusals } = decode(text)
      expect(itemRefusals).toEqual([])
      expect(points.length).toBeGreaterThan(0)
    }
  })

  it('refuses a table of which a row is damaged, because the rest would be another distribution', () => {
    for (const [from, to] of [
      ['5        |****', '-5       |****'],
      ['2 -> 3 ', '3 -> 2 '],
    ] as const)
      expect(() => read(BIOLATENCY.replace(from, to))).toThrow('a row cannot be read')
  })

  it('refuses a text with a line that no program prints, because the rest would be another distribution', () => {
    const long = `disk = 'sda'${' '.repeat(5000)}`
    expect(() => textDocuments(long, new URLSearchParams({ timestampMs: '1' }))).toThrow(InvalidInputError)
  })

  it('says that a text is none of them, or that its time is missing', () => {
    expect(() => read('hello\n')).toThrow(InvalidInputError)
    expect(() => textDocuments(PING, new URLSearchParams())).toThrow(/timestampMs/)
  })
})

const EXAMPLES = new URL('fixtures/biolatency_example.txt', import.meta.url)

describe('the examples of bcc', () => {
  it('are read as they are documented', () => {
    const text = readFileSync(EXAMPLES, 'utf8')
    const runs = text.split(/^# /m).filter((run) => run.includes(': count '))
    expect(runs.length).toBeGreaterThan(3)
    const decoded = runs.map(decode)
    expect(decoded.flatMap(({ itemRefusals }) => itemRefusals)).toEqual([])
    const operations = decoded.flatMap(({ points }) => points.map(({ source }) => source.operation))
    for (const operation of ['block I/O', 'block I/O xvdb', 'block I/O Sync-Write'])
      expect(operations).toContain(operation)
  })
})

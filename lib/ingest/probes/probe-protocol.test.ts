import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toBatch } from './probe-protocol'
import { parseProbeLog } from './parse-probe-log'

const NPING = `Starting Nping 0.7.80 ( https://nmap.org/nping ) at 2026-11-21 10:00 UTC
SENT (0.0311s) Starting TCP Handshake > 10.0.0.3:22
RCVD (0.0317s) Handshake with 10.0.0.3:22 completed
SENT (1.0327s) Starting TCP Handshake > 10.0.0.3:22
SENT (2.0340s) Starting TCP Handshake > 10.0.0.3:22
RCVD (2.0350s) Handshake with 10.0.0.3:22 completed

Max rtt: 1.000ms | Min rtt: 0.600ms | Avg rtt: 0.800ms
TCP connection attempts: 3 | Successful connections: 2 | Failed: 1 (33.33%)
Nping done: 1 IP address pinged in 2.03 seconds`

const RAW = `Starting Nping 0.7.80 ( https://nmap.org/nping ) at 2026-11-21 10:00 UTC
SENT (0.0395s) TCP 10.0.0.1:1234 > 10.0.0.3:22 S ttl=64 id=1 iplen=40  seq=1 win=1480
RCVD (0.0405s) TCP 10.0.0.3:22 > 10.0.0.1:1234 SA ttl=64 id=0 iplen=44  seq=2 win=64240 <mss 1460>
SENT (1.0395s) TCP 10.0.0.1:1234 > 10.0.0.3:22 S ttl=64 id=1 iplen=40  seq=1 win=1480
RCVD (1.0405s) TCP 10.0.0.3:22 > 10.0.0.1:1234 RA ttl=64 id=0 iplen=44  seq=2 win=0`

const PING = `PING db-2 (10.0.0.3) 56(84) bytes of data.
[1795255200.100000] 64 bytes from db-2 (10.0.0.3): icmp_seq=1 ttl=64 time=0.345 ms
[1795255202.100000] no answer yet for icmp_seq=2
[1795255205.100000] 64 bytes from db-2 (10.0.0.3): icmp_seq=6 ttl=64 time=0.400 ms
--- db-2 ping statistics ---
6 packets transmitted, 2 received, 66% packet loss, time 5000ms
rtt min/avg/max/mdev = 0.345/0.372/0.400/0.027 ms`

const AT_MS = Date.UTC(2026, 10, 21, 10)
const TIMES = { oldestMs: AT_MS - 1e9, newestMs: AT_MS + 1e9 }

describe('a log of probes', () => {
  it('of nping tells what connected, how fast, and what did not', () => {
    const { probes, refusals } = parseProbeLog(NPING, null)
    expect(refusals).toEqual([])
    expect(probes.map(({ timeMs, seconds }) => [timeMs - AT_MS, seconds])).toEqual([
      [31, expect.closeTo(0.0007, 6)],
      [1033, null],
      [2034, expect.closeTo(0.001, 6)],
    ])
    expect(probes[0]).toMatchObject({ target: '10.0.0.3', port: '22', protocol: 'tcp' })
  })

  it('of raw nping takes a reset for a failure', () => {
    expect(parseProbeLog(RAW, null).probes.map(({ seconds }) => seconds !== null)).toEqual([true, false])
  })

  it('of ping counts what is left out as lost', () => {
    const { probes, refusals } = parseProbeLog(PING, null)
    expect(refusals).toEqual([])
    expect(probes.map(({ seconds }) => seconds)).toEqual([0.000345, null, null, null, null, 0.0004])
    expect(probes.every(({ target, protocol }) => target === 'db-2' && protocol === 'icmp')).toBe(true)
    expect(probes.every(({ timeMs }, at) => at === 0 || timeMs > (probes[at - 1]?.timeMs ?? 0))).toBe(true)
  })

  it('without a time is refused, unless somebody says when it began', () => {
    const text = PING.replaceAll(/\[\d+\.\d+\] /g, '')
    expect(parseProbeLog(text, null)).toMatchObject({ probes: [] })
    expect(parseProbeLog(text, null).refusals[0]?.reason).toContain('-D')
    expect(parseProbeLog(text, AT_MS).probes[0]?.timeMs).toBe(AT_MS + 1000)
    expect(parseProbeLog(NPING.replace('UTC', 'CET'), null).refusals[0]?.reason).toContain('startMs')
  })

  it('is kept but for the lines that say nothing, and these are named', () => {
    const log = parseProbeLog(`hello\n${NPING}\nwhat is this`, null)
    expect(log.refusals.map(({ index }) => index)).toEqual([0, 11])
    const batch = toBatch({ cluster: '', instance: 'db-1' }, log, TIMES)
    expect(batch.values).toEqual(Float64Array.from([1, batch.values[1] ?? 0, 0, 1, batch.values[4] ?? 0]))
    expect(batch.itemRefusals).toHaveLength(2)
  })

  it('of endless losses is refused before they are made up', () => {
    const reply = (sequence: number) => `64 bytes from db-2: icmp_seq=${String(sequence)} ttl=64 time=0.3 ms`
    const lines = Array.from({ length: 1000 }, () => `${reply(1)}\n${reply(60_000)}`)
    expect(() => parseProbeLog(['PING db-2', ...lines].join('\n'), AT_MS)).toThrow('at most 200000 probes')
  })

  it('is refused a line that is longer than any program prints, and kept else', () => {
    const long = '64 bytes from icmp_seq=1 '.repeat(400_000)
    const log = parseProbeLog(`${PING}\n${long}`, null)
    expect(log.probes).toHaveLength(6)
    expect(log.refusals).toEqual([{ index: 7, reason: 'is longer than 4096 characters' }])
  })

  it('of another time is refused probe by probe', () => {
    const batch = toBatch({ cluster: '', instance: 'db-1' }, parseProbeLog(NPING, AT_MS - 2e9), TIMES)
    expect(batch.timesMs).toHaveLength(0)
    expect(batch.itemRefusals[0]?.reason).toContain('older_than_retention')
  })

  it('never makes the decoder throw, whatever it holds', () => {
    const line = fc.oneof(
      fc.string(),
      fc.constantFrom(...NPING.split('\n'), ...RAW.split('\n'), ...PING.split('\n')),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const log = parseProbeLog(lines.join('\n'), null)
        const batch = toBatch({ cluster: '', instance: 'db-1' }, log, TIMES)
        expect(batch.timesMs.every(Number.isFinite)).toBe(true)
      }),
    )
  })
})

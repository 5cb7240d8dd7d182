import { gzipSync } from 'node:zlib'
import type { BadCase } from './bad-case'
import { gzipBomb, MEBIBYTE, textCall } from './bodies'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const GZIP = { 'content-encoding': 'gzip' }

const PING = '64 bytes from db-1: icmp_seq=1 ttl=64 time=0.345 ms\n'
const NPING = `SENT (0.0311s) Starting TCP Handshake > 10.0.0.3:22
RCVD (0.0317s) Handshake with 10.0.0.3:22 completed
SENT (1.0327s) Starting TCP Handshake > 10.0.0.3:22
`
const table = (unit: string, ...rows: string[]) =>
  [`     ${unit}          : count     distribution`, ...rows, ''].join('\n')
const ROW = '         2 -> 3          : 7        |****|'

const upload = (
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
  timeOf: (nowMs: number) => number | string = (nowMs) => nowMs - MINUTE_MS,
): BadCase['call'] => {
  return (service, nowMs) =>
    textCall(`/api/v1/histograms?service=${service}&timestampMs=${String(timeOf(nowMs))}`, body, headers)
}

const refused = (what: string, status: number, reason: string, call: BadCase['call']): BadCase => ({
  what,
  call,
  status,
  reason,
  kept: 0,
})

/** What ping, nping and biolatency print, damaged. */
export const BAD_HISTOGRAM_TEXTS: readonly BadCase[] = [
  refused('truncated gzip', 400, 'malformed_gzip', upload(gzipSync(PING).subarray(0, -6), GZIP)),
  refused('an empty body', 400, 'unknown_text', upload('')),
  refused('33 MiB', 413, 'body_too_large', upload(Buffer.alloc(33 * MEBIBYTE, 0x20))),
  refused('a gzip bomb', 413, 'inflated_body_too_large', upload(gzipBomb(128 * MEBIBYTE), GZIP)),
  refused('brotli', 415, 'content_encoding', upload(PING, { 'content-encoding': 'br' })),
  refused('a page of HTML', 400, 'unknown_text', upload('<html>64 bytes from</html>')),
  refused('not UTF-8', 400, 'UTF-8', upload(Buffer.from([0xff, 0xfe]))),
  refused(
    'no time beside it',
    400,
    'timestampMs',
    upload(PING, {}, () => ''),
  ),
  refused(
    'a time that is none',
    400,
    'timestampMs',
    upload(PING, {}, () => 'soon'),
  ),
  refused(
    'an hour ahead',
    400,
    'too_far_in_future',
    upload(PING, {}, (nowMs) => nowMs + HOUR_MS),
  ),
  refused(
    'the first day of 1970',
    400,
    'older_than_retention',
    upload(PING, {}, () => 1),
  ),
  refused('tables of two units', 400, 'mixed_units', upload(table('usecs', ROW) + table('msecs', ROW))),
  refused('a negative count', 400, 'malformed_text', upload(table('usecs', ROW, ROW.replace('7', '-7')))),
  refused('a row of zero width', 400, 'malformed_text', upload(table('usecs', ROW.replace('3', '1')))),
  refused('a count beyond 2^53', 400, 'counts', upload(table('usecs', ROW.replace('7', '9'.repeat(30))))),
  refused('a table cut off in its head', 400, 'unknown_text', upload(table('usecs').slice(0, 12))),
  {
    what: 'ping with a reply cut off',
    call: upload(`${PING}64 bytes from db-1: icmp_seq=2 tt`),
    status: 200,
    reason: '"accepted":1',
    kept: 1,
  },
  {
    what: 'nping with a probe that nobody answered',
    call: upload(NPING),
    status: 200,
    reason: '"accepted":1',
    kept: 1,
  },
  { what: 'a reply of an hour ahead', call: aheadBeside, status: 400, reason: 'too_far_in_future', kept: 1 },
]

function aheadBeside(service: string, nowMs: number) {
  const seconds = ((nowMs + HOUR_MS) / 1000).toFixed(3)
  return upload(`${PING}[${seconds}] ${PING}`)(service, nowMs)
}

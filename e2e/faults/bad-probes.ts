import { gzipSync } from 'node:zlib'
import type { BadCase } from './bad-case'
import { gzipBomb, MEBIBYTE, textCall } from './bodies'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const GZIP = { 'content-encoding': 'gzip' }
const LONGEST_LINE = 4096

const HEAD = 'Starting Nping 0.7.80 ( https://nmap.org/nping ) at long ago CET\n'
const SENT = 'SENT (0.0311s) Starting TCP Handshake > 10.0.0.3:22\n'
/** An answered probe is two samples: that it succeeded, and how long it took. */
const LOG = `${HEAD}${SENT}RCVD (0.0317s) Handshake with 10.0.0.3:22 completed\n`
const reply = (sequence: number) => `64 bytes from db-2: icmp_seq=${String(sequence)} ttl=64 time=0.345 ms\n`
const MANY = 200_001

const upload =
  (
    body: Uint8Array | string,
    headers: Readonly<Record<string, string>> = {},
    searchOf = (node: string, nowMs: number) => `node=${node}&startMs=${String(nowMs - MINUTE_MS)}`,
  ): BadCase['call'] =>
  (node, nowMs) =>
    textCall(`/api/v1/probes?${searchOf(node, nowMs)}`, body, headers)

const started = (body: string, timeOf: (nowMs: number) => number | string) =>
  upload(body, {}, (node, nowMs) => `node=${node}&startMs=${String(timeOf(nowMs))}`)

const of = (what: string, status: number, reason: string, call: BadCase['call'], kept = 0): BadCase => ({
  what,
  call,
  status,
  reason,
  kept,
})

const BODIES: readonly BadCase[] = [
  of('truncated gzip', 400, 'malformed_gzip', upload(gzipSync(LOG).subarray(0, -6), GZIP)),
  of('33 MiB', 413, 'body_too_large', upload(Buffer.alloc(33 * MEBIBYTE, 0x20))),
  of('a gzip bomb', 413, 'inflated_body_too_large', upload(gzipBomb(128 * MEBIBYTE), GZIP)),
  of('JSON as type', 415, 'content_type', upload(LOG, { 'content-type': 'application/json' })),
  of('brotli', 415, 'content_encoding', upload(LOG, { 'content-encoding': 'br' })),
  of('not UTF-8', 400, 'malformed_text', upload(Buffer.from([0xff, 0xfe]))),
]

const ADDRESSES: readonly BadCase[] = [
  of(
    'no node',
    400,
    'node',
    upload(LOG, {}, () => 'startMs=1'),
  ),
  of(
    'NUL in the node',
    400,
    'node',
    upload(LOG, {}, (node) => `node=${node}%00`),
  ),
  of(
    'half a character in the node',
    400,
    'node',
    upload(LOG, {}, (node) => `node=${node}%ed%a0%80`),
  ),
  of(
    'a node of 2,000 characters',
    400,
    'node',
    upload(LOG, {}, () => `node=${'n'.repeat(2000)}`),
  ),
  of(
    'a start that is none',
    400,
    'startMs',
    started(LOG, () => 'soon'),
  ),
  of(
    'an hour ahead',
    400,
    'too_far_in_future',
    started(LOG, (nowMs) => nowMs + 60 * MINUTE_MS),
  ),
  of(
    'older than retention',
    400,
    'older_than_retention',
    started(LOG, (nowMs) => nowMs - 31 * DAY_MS),
  ),
]

const LINES: readonly BadCase[] = [
  of('a page of HTML', 400, 'neither of nping nor of ping', upload('<html></html>')),
  of('a line of something else', 400, 'is no line of nping', upload(`${LOG}what is this\n`), 2),
  of('a log cut off before the answer', 200, '"accepted":2', upload(`${HEAD}${SENT}`), 1),
  of(
    'no time at all',
    400,
    'startMs',
    upload(LOG, {}, (node) => `node=${node}`),
  ),
  of('200,001 probes', 400, 'too_many', upload(HEAD + SENT.repeat(MANY))),
  of(
    'replies that say 65,000 were lost between them, 1,000 times',
    400,
    'too_many',
    upload(`PING db-2\n${`${reply(1)}${reply(60_000)}`.repeat(1000)}`),
  ),
  of(
    'a line of 8 MiB that looks like a reply again and again',
    400,
    'longer than',
    upload(`PING db-2\n${'64 bytes from icmp_seq=1 '.repeat((8 * MEBIBYTE) / 25)}\n${reply(1)}`),
    2,
  ),
  of('a name of 5,000 characters', 400, 'longer than', upload(`PING ${'x'.repeat(LONGEST_LINE + 1)}\n`)),
]

export const BAD_PROBES: readonly BadCase[] = [...BODIES, ...ADDRESSES, ...LINES]

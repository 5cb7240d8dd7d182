import { gzipSync } from 'node:zlib'
import type { BadCase } from './bad-case'
import { gzipBomb, MEBIBYTE } from './bodies'
import type { Call } from './client'

const GZIP = { 'content-encoding': 'gzip' }
const DEEP = 100_000

type CallOf = (body: Uint8Array | string, headers?: Readonly<Record<string, string>>) => Call

/** What is wrong with a body of JSON, whatever it says. */
export const badJsonBodies = (
  callOf: CallOf,
  good: (name: string, nowMs: number) => string,
): readonly BadCase[] => {
  const refused = (what: string, status: number, reason: string, call: BadCase['call']): BadCase => ({
    what,
    call,
    status,
    reason,
    kept: 0,
  })
  return [
    refused('truncated JSON', 400, 'malformed_json', (...of) => callOf(good(...of).slice(0, -5))),
    refused('truncated gzip', 400, 'malformed_gzip', (...of) =>
      callOf(gzipSync(good(...of)).subarray(0, -6), GZIP),
    ),
    refused('an empty body', 400, 'malformed_json', () => callOf('')),
    refused('33 MiB', 413, 'body_too_large', () => callOf(Buffer.alloc(33 * MEBIBYTE, 0x20))),
    refused('a gzip bomb', 413, 'inflated_body_too_large', () => callOf(gzipBomb(128 * MEBIBYTE), GZIP)),
    refused('a form', 415, 'content_type', (...of) =>
      callOf(good(...of), { 'content-type': 'application/x-www-form-urlencoded' }),
    ),
    refused('brotli', 415, 'content_encoding', (...of) => callOf(good(...of), { 'content-encoding': 'br' })),
    refused('not UTF-8', 400, 'malformed_json', () => callOf(Buffer.from([0x22, 0xff, 0x22]))),
    refused('deep nesting', 400, 'malformed_json', () => callOf('['.repeat(DEEP))),
  ]
}

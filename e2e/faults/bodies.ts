import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import {
  bitsOf,
  encodeVarint,
  encodeWriteRequest,
  type WriteSeries,
} from '@/lib/ingest/remote-write/encode-write-request'
import { compress, WRITE_HEADERS } from '@/lib/server/test-server'
import type { Call } from './client'

export const MEBIBYTE = 1024 * 1024

export const writeCall = (body: Uint8Array, headers: Readonly<Record<string, string>> = {}): Call => ({
  method: 'POST',
  path: '/api/v1/write',
  headers: { ...WRITE_HEADERS, ...headers },
  body,
})

export const writeBody = (series: readonly WriteSeries[]): Uint8Array => compress(encodeWriteRequest(series))

export const gauge = (name: string, instance: string, timeMs: number, value: number): WriteSeries => ({
  labels: [
    ['__name__', name],
    ['instance', instance],
  ],
  samples: [{ timeMs, bits: bitsOf(value) }],
})

const jsonCall =
  (path: string) =>
  (body: Uint8Array | string, headers: Readonly<Record<string, string>> = {}): Call => ({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body,
  })

export const samplesCall = jsonCall('/api/v1/samples')
export const histogramsCall = jsonCall('/api/v1/histograms')
export const eventsCall = jsonCall('/api/v1/events')

export const textCall = (
  path: string,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>> = {},
): Call => ({ method: 'POST', path, headers: { 'content-type': 'text/plain', ...headers }, body })

/** Says that it holds so much, and goes on for a while. */
export const snappyBomb = (declaredBytes: number): Uint8Array =>
  Buffer.concat([encodeVarint(declaredBytes), Buffer.alloc(100_000, 0xfe)])

/** Some thousand times as large once it is inflated: gzip may be put together from pieces. */
export function gzipBomb(inflatedBytes: number): Uint8Array {
  const piece = gzipSync(Buffer.alloc(16 * MEBIBYTE, 0x20), { level: 9 })
  return Buffer.concat(Array.from({ length: Math.ceil(inflatedBytes / (16 * MEBIBYTE)) }, () => piece))
}

/** The first line of the answer to a head whose body never comes. */
export function answerToHead(
  url: string,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const { hostname, port, host } = new URL(url)
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`))
    socket.once('data', (answer) => {
      socket.destroy()
      resolve(answer.toString('latin1').split('\r\n', 1)[0] ?? '')
    })
    socket.once('error', reject)
    socket.once('close', () => resolve('closed'))
  })
}

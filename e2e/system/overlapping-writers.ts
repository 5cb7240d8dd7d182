import { compress } from 'snappyjs'
import { bitsOf, encodeWriteRequest } from '@/lib/ingest/remote-write/encode-write-request'

export const NODES = 600
export const SERIES = ['node_memory_MemTotal_bytes', 'node_memory_MemAvailable_bytes'] as const
const WRITERS = 4
const TOTAL_BYTES = 64e9
const TIMEOUT_MS = 8000

const HEADERS = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
}

export const nodeName = (node: number): string => `node-${String(node).padStart(3, '0')}`

/** Differs for every sample, so that none can stand for another. */
export const valueOf = (series: (typeof SERIES)[number], node: number, timeMs: number): number =>
  series === 'node_memory_MemTotal_bytes' ? TOTAL_BYTES : (timeMs % 1e7) * 1000 + node

interface Overlap {
  urls: readonly string[]
  timesMs: readonly number[]
  /** Called before each time is sent, and finished before. */
  onTime: (at: number) => Promise<void>
}

/** What the test knows of a run: every time of every node was acknowledged, and some bodies more than once. */
export interface Ledger {
  acknowledgements: number
  bodies: number
  refused: number
}

/** Sends every body to one server or to several at once, and again elsewhere until one has acknowledged it. */
export async function writeOverlapping({ urls, timesMs, onTime }: Overlap): Promise<Ledger> {
  const ledger: Ledger = { acknowledgements: 0, bodies: 0, refused: 0 }
  const post = async (url: string, body: Uint8Array): Promise<boolean> => {
    const status = await statusOf(url, body)
    if (status === 204) ledger.acknowledgements += 1
    else if (status >= 400 && status < 500) ledger.refused += 1
    return status === 204
  }
  const deliver = async (body: Uint8Array, turn: number): Promise<void> => {
    const isTwin = turn % 3 === 0
    const first = isTwin ? urls : [urls[turn % urls.length] ?? '']
    const done = await Promise.all(first.map((url) => post(url, body)))
    for (let next = turn + 1; !done.includes(true); next += 1) {
      done.push(await post(urls[next % urls.length] ?? '', body))
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  for (const [at, timeMs] of timesMs.entries()) {
    await onTime(at)
    const writers = Array.from({ length: WRITERS }, (_, writer) => writer)
    ledger.bodies += WRITERS
    await Promise.all(writers.map((writer) => deliver(bodyOf(writer, timeMs), at + writer)))
  }
  return ledger
}

const bodyOf = (writer: number, timeMs: number): Uint8Array => {
  const nodes = Array.from({ length: NODES }, (_, node) => node).filter((node) => node % WRITERS === writer)
  const series = nodes.flatMap((node) =>
    SERIES.map((name) => ({
      labels: [
        ['__name__', name],
        ['instance', nodeName(node)],
      ] as const,
      samples: [{ timeMs, bits: bitsOf(valueOf(name, node, timeMs)) }],
    })),
  )
  return compress(new Uint8Array(encodeWriteRequest(series)))
}

/** 0 for no answer. */
async function statusOf(url: string, body: Uint8Array): Promise<number> {
  try {
    const response = await fetch(`${url}/api/v1/write`, {
      method: 'POST',
      headers: HEADERS,
      body: new Uint8Array(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

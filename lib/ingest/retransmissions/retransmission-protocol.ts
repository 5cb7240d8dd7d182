import { InvalidInputError } from '@/lib/core/errors'
import type { NodeIdentity } from '@/lib/core/series'
import { MINUTE_MS } from '@/lib/core/times'
import { checkLogHeaders, nodeOfLog, readLog, startOfLog, toLogBatch, type LogSample } from '../log-upload'
import type { NativeBatch } from '../native/decode-samples'
import { nativeAnswer } from '../native/native-protocol'
import { SeriesTable } from '../native/series-table'
import type { IngestProtocol } from '../protocol'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import { parseTcpretrans, type Retransmission, type RetransmissionLog } from './parse-tcpretrans'

/** Counted by remote and local port. */
const RETRANSMISSIONS = 'tcp_retransmissions_total'

const MOST_SAMPLES = 200_000
const FURTHEST_OFFSET_MINUTES = 15 * 60

/** `POST /api/v1/retransmissions?node=&startMs=`: what tcpretrans printed on that node since it was started. */
export const createRetransmissionProtocol = (maxInflatedBytes: number): IngestProtocol<NativeBatch> => ({
  name: 'retransmissions',
  checkHeaders: checkLogHeaders,
  decode: async (body, { headers, search, times }) => {
    const node = nodeOfLog(search)
    const startMs = startOfLog(search)
    if (startMs === null)
      throw new InvalidInputError('startMs must say when tcpretrans was started', { reason: 'time' })
    const text = await readLog(body, headers, maxInflatedBytes)
    return toRetransmissionBatch(node, startMs, parseTcpretrans(text, startMs, utcOffsetOf(search)), times)
  },
  answer: nativeAnswer,
})

function utcOffsetOf(search: URLSearchParams): number {
  const text = search.get('utcOffsetMinutes') ?? '0'
  const minutes = /^-?\d{1,4}$/.test(text) ? Number(text) : NaN
  if (!(Math.abs(minutes) <= FURTHEST_OFFSET_MINUTES))
    throw new InvalidInputError('utcOffsetMinutes must be minutes, as 120 for UTC+2', { reason: 'time' })
  return minutes * MINUTE_MS
}

/**
 * A counter by ports that begins with the log and is told once a minute: a log that is sent again, also longer than before, says
 * the same of the same moments.
 */
export function toRetransmissionBatch(
  node: NodeIdentity,
  startMs: number,
  { retransmissions, refusals: lineRefusals, lines }: RetransmissionLog,
  times: AcceptedTimes,
): NativeBatch {
  const series = new SeriesTable()
  const refusals = new Refusals()
  const itemRefusals = [...lineRefusals]
  for (const { reason } of lineRefusals) refusals.add('invalid_line', 1, () => reason)
  const refuseTime = (line: number, timeMs: number): void => {
    const reason = timeRefusalOf(timeMs, times)
    itemRefusals.push({ index: line, reason: `${reason}: ${timeText(timeMs)}` })
    refusals.add(reason, 1, () => timeText(timeMs))
  }
  const isTaken = (timeMs: number): boolean => timeMs >= times.oldestMs && timeMs <= times.newestMs
  const taken = retransmissions.filter(({ timeMs, line }) => {
    if (isTaken(timeMs) && isTaken(startMs)) return true
    refuseTime(line, isTaken(timeMs) ? startMs : timeMs)
    return false
  })
  const told = timesToTell(startMs, taken.at(-1)?.timeMs ?? startMs)
  const samples: LogSample[] = []
  for (const ofPorts of byPorts(taken)) {
    const [{ localPort, remotePort, line }] = ofPorts
    const labels = [
      ['local_port', localPort],
      ['remote_port', remotePort],
    ] as const
    const ordinal = series.ordinalOf({ node, name: RETRANSMISSIONS, labels })
    let counted = 0
    for (const timeMs of told) {
      while ((ofPorts[counted]?.timeMs ?? Infinity) <= timeMs) counted += 1
      if (samples.push({ ordinal, timeMs, value: timeMs === startMs ? 0 : counted, line }) > MOST_SAMPLES)
        throw tooMany()
    }
  }
  return toLogBatch({ series, samples, lines, itemRefusals, refusals })
}

/** The start, every full minute, and the last line. */
const timesToTell = (startMs: number, lastMs: number): number[] => {
  const firstMinute = Math.floor(startMs / MINUTE_MS) + 1
  const minutes = Math.max(0, Math.floor(lastMs / MINUTE_MS) - firstMinute + 1)
  if (minutes > MOST_SAMPLES) throw tooMany()
  const full = Array.from({ length: minutes }, (_, at) => (firstMinute + at) * MINUTE_MS)
  return [...new Set([startMs, ...full, Math.max(lastMs, startMs + 1)])].sort((one, other) => one - other)
}

const byPorts = (retransmissions: readonly Retransmission[]): [Retransmission, ...Retransmission[]][] => {
  const groups = new Map<string, [Retransmission, ...Retransmission[]]>()
  for (const one of retransmissions) {
    const key = `${one.localPort} ${one.remotePort}`
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [one])
    else known.push(one)
  }
  return [...groups.values()]
}

const tooMany = () =>
  new InvalidInputError(
    `a log holds at most ${String(MOST_SAMPLES)} minutes of all ports together; send less at a time`,
    { reason: 'too_many' },
  )

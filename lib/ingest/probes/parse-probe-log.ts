import { InvalidInputError } from '@/lib/core/errors'
import { LONGEST_LINE } from '../log-upload'
import type { LoggedProbe, LogLines } from './logged-probe'
import { NpingLines } from './nping-lines'
import { PingLines } from './ping-lines'

export interface LineRefusal {
  index: number
  reason: string
}

export interface ProbeLog {
  probes: LoggedProbe[]
  refusals: LineRefusal[]
  lines: number
}

const MOST_PROBES = 200_000
/** With what stands between them. */
const MOST_LINES = 2 * MOST_PROBES

/** Where a log does not say when it began, `startMs` does; null is not known. */
export const parseProbeLog = (text: string, startMs: number | null): ProbeLog => {
  const lines = text.split(/\r?\n/)
  if (lines.length > MOST_LINES) throw tooMany()
  const log: ProbeLog = { probes: [], refusals: [], lines: 0 }
  let reader: LogLines | null = null
  const close = (): void => {
    for (const probe of reader?.finish() ?? []) if (log.probes.push(probe) > MOST_PROBES) throw tooMany()
    reader = null
  }
  const read = (line: string, index: number): string | null => {
    if (line.length > LONGEST_LINE) return `is longer than ${String(LONGEST_LINE)} characters`
    const next = NpingLines.begins(line, startMs) ?? PingLines.begins(line, startMs)
    if (next !== null) close()
    reader = next ?? reader
    return reader === null ? 'is neither of nping nor of ping' : reader.read(line, index)
  }
  lines.forEach((whole, index) => {
    const line = whole.trim()
    if (line === '') return
    log.lines += 1
    const reason = read(line, index)
    if (reason !== null) log.refusals.push({ index, reason })
  })
  close()
  return log
}

const tooMany = () =>
  new InvalidInputError(`a log holds at most ${String(MOST_PROBES)} probes`, { reason: 'too_many' })

import { DAY_MS } from '@/lib/core/times'
import { LONGEST_LINE } from '../log-upload'

/** A segment that was sent again. */
export interface Retransmission {
  timeMs: number
  /** Ports that the kernel chose for one connection are one: nobody looks for them. */
  localPort: string
  remotePort: string
  /** From 0. */
  line: number
}

export interface RetransmissionLog {
  retransmissions: Retransmission[]
  refusals: { index: number; reason: string }[]
  lines: number
}

/** `01:55:05 0 4 10.153.223.157:22 R> 69.53.245.40:34619 ESTABLISHED`; bpftrace prints neither the version of IP nor the arrow. */
const LINE =
  /^(?<hours>\d\d):(?<minutes>\d\d):(?<seconds>\d\d)\s+\d+\s+(?:[46]\s+)?\S+:(?<local>\d{1,5})\s+(?:(?<arrow>[RL])>\s+)?\S+:(?<remote>\d{1,5})\s+[A-Z]/
const FLOW = /<->/
/** Heads, and what a shell adds. */
const FURTHER = /^(TIME|LADDR|Tracing|Attaching|\[\.\.\.\]|\^C)/
/** A probe of the tail of a connection, which may never have been sent. */
const PROBE = 'L'
/** Where Linux begins to choose ports by itself. */
const FIRST_EPHEMERAL = 32_768
/** Clocks say whole seconds. */
const SLACK_MS = 2_000

/** What tcpretrans of bcc or bpftrace prints. It tells no days: the first line is of the first such time after the start. */
export const parseTcpretrans = (text: string, startMs: number, utcOffsetMs: number): RetransmissionLog => {
  const log: RetransmissionLog = { retransmissions: [], refusals: [], lines: 0 }
  let lastMs = startMs - SLACK_MS
  text.split(/\r?\n/).forEach((whole, index) => {
    const line = whole.trim()
    if (line === '') return
    log.lines += 1
    const told = line.length > LONGEST_LINE ? undefined : LINE.exec(line)?.groups
    if (told === undefined) {
      if (!FURTHER.test(line)) log.refusals.push({ index, reason: reasonOf(line) })
      return
    }
    const { hours, minutes, seconds, arrow, local, remote } = told
    const ofDayMs = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000
    lastMs = firstAfter(lastMs - SLACK_MS, ofDayMs - utcOffsetMs)
    if (arrow === PROBE) return
    const timeMs = Math.max(startMs, lastMs)
    log.retransmissions.push({ timeMs, localPort: portOf(local), remotePort: portOf(remote), line: index })
  })
  return log
}

const reasonOf = (line: string): string =>
  FLOW.test(line.slice(0, LONGEST_LINE))
    ? 'tells no time: run tcpretrans without -c'
    : 'is no line of tcpretrans'

/** The first moment at this time of the day, in UTC. */
const firstAfter = (afterMs: number, ofDayMs: number): number =>
  ofDayMs + Math.ceil((afterMs - ofDayMs) / DAY_MS) * DAY_MS

const portOf = (text = ''): string => (Number(text) >= FIRST_EPHEMERAL ? 'ephemeral' : String(Number(text)))

import type { LoggedProbe, LogLines } from './logged-probe'

const HEAD = /^PING (?<target>\S+)/
const STAMP = /^\[(?<seconds>\d+\.\d+)\] /
/** Each is looked for on its own, so that no line, however it is made, is gone through more than once. */
const NUMBER = /icmp_seq=(?<seq>\d+)/
const REPLIED = /^\d+ bytes from /
const LENGTH = / time[=<](?<ms>\d+(?:\.\d+)?) ms/
const LOST = /^no answer yet for |Unreachable|exceeded/
const FURTHER = /^(---|rtt |round-trip |\d+ packets|64 bytes|From )/
/** Between two pings, where nobody says otherwise. */
const INTERVAL_MS = 1_000
/** Of a sequence number, which begins anew after it. */
const SEQUENCE = 65_536

interface Seen {
  sequence: number
  timeMs: number
  seconds: number | null
  line: number
}

/** What ping prints, best with -D and -O: numbers that are left out were lost. */
export class PingLines implements LogLines {
  private readonly seen: Seen[] = []
  private rounds = 0

  private constructor(
    private readonly target: string,
    private readonly startMs: number | null,
  ) {}

  static begins(line: string, startMs: number | null): PingLines | null {
    const target = HEAD.exec(line.replace(STAMP, ''))?.groups?.target
    return target === undefined ? null : new PingLines(target, startMs)
  }

  read(text: string, line: number): string | null {
    const stamp = STAMP.exec(text)?.groups?.seconds
    const said = text.replace(STAMP, '')
    if (HEAD.test(said)) return null
    const number = NUMBER.exec(said)?.groups?.seq
    const lengthMs = REPLIED.test(said) ? LENGTH.exec(said)?.groups?.ms : undefined
    if (number === undefined || (lengthMs === undefined && !LOST.test(said)))
      return FURTHER.test(said) ? null : 'is no line of ping'
    const sequence = this.sequenceOf(Number(number))
    const timeMs = this.timeOf(stamp, sequence)
    if (timeMs === null) return 'has no time: run ping with -D, or give startMs'
    const seconds = lengthMs === undefined ? null : Number(lengthMs) / 1000
    this.seen.push({ sequence, timeMs, seconds, line })
    return null
  }

  private sequenceOf(number: number): number {
    const last = this.seen.at(-1)?.sequence ?? 0
    if (number + this.rounds * SEQUENCE < last - SEQUENCE / 2) this.rounds += 1
    return number + this.rounds * SEQUENCE
  }

  private timeOf(stamp: string | undefined, sequence: number): number | null {
    if (stamp !== undefined) return Math.round(Number(stamp) * 1000)
    return this.startMs === null ? null : this.startMs + sequence * INTERVAL_MS
  }

  *finish(): Generator<LoggedProbe> {
    const ordered = this.seen.toSorted((one, other) => one.sequence - other.sequence)
    for (const [at, here] of ordered.entries()) {
      const before = ordered[at - 1]
      if (before?.sequence === here.sequence) continue
      if (before !== undefined) yield* this.lostBetween(before, here)
      yield this.toProbe(here)
    }
  }

  private *lostBetween(before: Seen, here: Seen): Generator<LoggedProbe> {
    const { line } = here
    const stepMs = (here.timeMs - before.timeMs) / (here.sequence - before.sequence)
    for (let sequence = before.sequence + 1; sequence < here.sequence; sequence += 1) {
      const timeMs = Math.round(before.timeMs + (sequence - before.sequence) * stepMs)
      yield this.toProbe({ sequence, timeMs, seconds: null, line })
    }
  }

  private toProbe({ timeMs, seconds, line }: Seen): LoggedProbe {
    return { target: this.target, port: '', protocol: 'icmp', timeMs, seconds, line }
  }
}

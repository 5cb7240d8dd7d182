import type { LoggedProbe, LogLines } from './logged-probe'

const HEAD = /^Starting Nping \S+ .* at (?<date>\d{4}-\d\d-\d\d) (?<time>\d\d:\d\d) (?<zone>\S+)/
const SENT_CONNECT = /^SENT \((?<at>[\d.]+)s\) Starting TCP Handshake > (?<target>\S+):(?<port>\d+)/
const DONE_CONNECT = /^(?:RCVD|RECV) \((?<at>[\d.]+)s\) Handshake with (?<target>\S+):(?<port>\d+) completed/
const SENT_RAW = /^SENT \((?<at>[\d.]+)s\) (?<protocol>TCP|UDP) \S+ > (?<target>\S+):(?<port>\d+) /
const DONE_RAW =
  /^(?:RCVD|RECV) \((?<at>[\d.]+)s\) (?<protocol>TCP|UDP) (?<target>\S+):(?<port>\d+) > \S+ (?<flags>\S+)/
/** Summaries, answers that are no success, and what libpcap has to say. */
const FURTHER =
  /^(RCVD|RECV|SENT|Max rtt|Raw packets|TCP connection attempts|Nping done|Statistics|\||`|Tx |Rx |Avg|libnsock|Failed|Pcap|WARNING)/

/** What nping prints: a line when a probe is sent, and another when it is answered. */
export class NpingLines implements LogLines {
  private readonly probes: LoggedProbe[] = []
  /** Sent and not answered yet, by target and port. */
  private readonly waiting = new Map<string, LoggedProbe[]>()

  private constructor(
    private readonly startMs: number | null,
    private readonly problem: string,
  ) {}

  static begins(line: string, startMs: number | null): NpingLines | null {
    if (!line.startsWith('Starting Nping')) return null
    if (startMs !== null) return new NpingLines(startMs, '')
    const { date, time, zone } = HEAD.exec(line)?.groups ?? {}
    const isUtc = zone === 'UTC' || zone === 'GMT' || zone === 'Z'
    if (date === undefined || time === undefined || !isUtc)
      return new NpingLines(null, 'has no time in UTC: give startMs, or run nping with TZ=UTC')
    return new NpingLines(Date.parse(`${date}T${time}:00Z`), '')
  }

  read(text: string, line: number): string | null {
    if (text.startsWith('Starting Nping')) return this.startMs === null ? this.problem : null
    if (this.startMs === null) return null
    const sent = (SENT_CONNECT.exec(text) ?? SENT_RAW.exec(text))?.groups
    if (sent !== undefined) return this.send(sent, this.startMs, line)
    const done = (DONE_CONNECT.exec(text) ?? DONE_RAW.exec(text))?.groups
    if (done !== undefined) return this.answer(done, this.startMs)
    return FURTHER.test(text) ? null : 'is no line of nping'
  }

  private send(fields: Partial<Record<string, string>>, startMs: number, line: number): string | null {
    const { at = '', target = '', port = '', protocol = 'TCP' } = fields
    const probe: LoggedProbe = {
      timeMs: Math.round(startMs + Number(at) * 1000),
      target,
      port,
      protocol: protocol === 'UDP' ? 'udp' : 'tcp',
      seconds: null,
      line,
    }
    if (!Number.isFinite(probe.timeMs)) return 'has no time'
    this.probes.push(probe)
    const key = `${target}:${port}`
    const sent = this.waiting.get(key)
    if (sent === undefined) this.waiting.set(key, [probe])
    else sent.push(probe)
    return null
  }

  /** An answer belongs to the last probe that was sent to its target; a reset is no success. */
  private answer(fields: Partial<Record<string, string>>, startMs: number): string | null {
    const { at = '', target = '', port = '', flags = 'SA' } = fields
    const probe = this.waiting.get(`${target}:${port}`)?.pop()
    if (probe === undefined || flags.includes('R')) return null
    probe.seconds = Math.max(0, startMs + Number(at) * 1000 - probe.timeMs) / 1000
    return null
  }

  finish(): LoggedProbe[] {
    return this.probes
  }
}

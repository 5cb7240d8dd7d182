/** A round trip as a probe told it. */
export interface ToldRoundTrip {
  /** Null where the text has no times. */
  atMs: number | null
  lengthMs: number
}

/** `[1700000000.1234] 64 bytes from 10.0.0.2: icmp_seq=1 ttl=64 time=0.045 ms`; the time in front is there with -D. */
const REPLY = /^(?:\[(\d{9,11}(?:\.\d+)?)\] )?\d+ bytes from .*\btime[=<](\d+(?:\.\d+)?) ?(ms|usec|us|s)\b/

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, usec: 0.001, us: 0.001, s: 1000 }

/** Packets that were lost have no length and are left out. */
export const parsePing = (lines: readonly string[]): ToldRoundTrip[] =>
  lines.flatMap((line) => {
    const [, at, length, unit = 'ms'] = REPLY.exec(line) ?? []
    if (length === undefined) return []
    return [
      {
        atMs: at === undefined ? null : Math.round(Number(at) * 1000),
        lengthMs: Number(length) * (UNIT_MS[unit] ?? 1),
      },
    ]
  })

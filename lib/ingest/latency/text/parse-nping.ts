import type { ToldRoundTrip } from './parse-ping'

/** `SENT (0.0378s) TCP …` or `Starting TCP Handshake …`, and then `RCVD (0.0381s) …`: seconds since nping began. */
const PACKET = /^(SENT|RCVD) \((\d+(?:\.\d+)?)s\) /

/** Of each packet that was answered before the next one left; those that were lost have no length. */
export const parseNping = (lines: readonly string[], startMs: number): ToldRoundTrip[] => {
  const trips: ToldRoundTrip[] = []
  let sentSeconds: number | null = null
  for (const line of lines) {
    const [, what, at] = PACKET.exec(line) ?? []
    if (at === undefined) continue
    const seconds = Number(at)
    if (what === 'SENT') sentSeconds = seconds
    else if (sentSeconds !== null) {
      const lengthMs = Math.max(0, seconds - sentSeconds) * 1000
      trips.push({ atMs: Math.round(startMs + sentSeconds * 1000), lengthMs: Number(lengthMs.toFixed(3)) })
      sentSeconds = null
    }
  }
  return trips
}

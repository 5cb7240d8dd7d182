export type Log = (message: string) => void

/** One plain line per message, for journals and terminals alike. */
export const createLog =
  (write: (line: string) => void, nowMs: () => number): Log =>
  (message) =>
    write(`${new Date(nowMs()).toISOString()} usescope-agent: ${message.replace(/[\p{Cc}]+/gu, ' ')}\n`)

const NEWLINE = 10
const LONGEST_LINE = 256 * 1024

/** The lines of a body of text, without making one string of all of it. A line that no profiler writes is null. */
export function* linesOf(body: Uint8Array): Generator<string | null> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(NEWLINE, from)
    const to = end < 0 ? bytes.length : end
    yield to - from > LONGEST_LINE ? null : bytes.toString('utf8', from, to).replace(/\r$/, '')
    from = to + 1
  }
}

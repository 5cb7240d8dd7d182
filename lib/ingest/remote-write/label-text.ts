export interface Span {
  from: number
  end: number
}

export interface Text {
  text: string
  valid: boolean
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

/** More would rather be read piece by piece. */
const READ_AT_ONCE_BYTES = 64 * 1024

/** Reads texts between two places; where all is ASCII, as labels nearly always are, it is decoded once. */
export function createTextReader(bytes: Uint8Array, from: number, end: number): (span: Span) => Text {
  const isPlain = end - from <= READ_AT_ONCE_BYTES && isAscii(bytes, from, end)
  if (!isPlain) return (span) => decodeText(bytes.subarray(span.from, span.end))
  const all = Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1')
  return (span) => ({ text: all.slice(span.from - from, span.end - from), valid: true })
}

function isAscii(bytes: Uint8Array, from: number, end: number): boolean {
  let all = 0
  for (let at = from; at < end; at += 1) all |= bytes[at] ?? 0
  return all < 0x80
}

function decodeText(part: Uint8Array): Text {
  try {
    return { text: strict.decode(part), valid: true }
  } catch {
    return { text: lenient.decode(part), valid: false }
  }
}

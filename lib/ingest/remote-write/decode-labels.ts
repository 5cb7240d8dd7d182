import type { SeriesRefusal } from '../refusal-codes'
import { BYTES, type ProtobufReader } from './protobuf-reader'

const MAX_LABELS = 128
const MAX_NAME_BYTES = 1024
const MAX_VALUE_BYTES = 8192

export interface DecodedLabels {
  refusal: SeriesRefusal | null
  /** Without `__name__` and without empty values, which mean that the label is absent. */
  pairs: Map<string, string>
  name: string
}

interface Span {
  from: number
  end: number
}

/** Decodes label fields that stand one after the other; `readable` text is kept of refused ones too. */
export function decodeLabels(reader: ProtobufReader, from: number, end: number): DecodedLabels {
  const decoded: DecodedLabels = { refusal: null, pairs: new Map(), name: '' }
  const refuse = (reason: SeriesRefusal) => (decoded.refusal ??= reason)
  let previous: Span | null = null
  let count = 0
  reader.at = from
  while (reader.at < end) {
    reader.readUint32(end)
    const labelEnd = reader.readEnd(end)
    const { name, value } = readLabel(reader, labelEnd)
    count += 1
    if (count > MAX_LABELS) refuse('too_many_labels')
    else if (name.end - name.from > MAX_NAME_BYTES) refuse('label_name_too_long')
    else if (value.end - value.from > MAX_VALUE_BYTES) refuse('label_value_too_long')
    else {
      const order = previous === null ? -1 : compareSpans(reader.bytes, previous, name)
      if (name.from === name.end) refuse('label_name_empty')
      else if (order === 0) refuse('label_duplicate')
      else if (order > 0) refuse('labels_unsorted')
      keepLabel(decoded, readText(reader.bytes, name), readText(reader.bytes, value), refuse)
    }
    previous = name
  }
  if (decoded.name === '') refuse('metric_name_missing')
  return decoded
}

function keepLabel(
  decoded: DecodedLabels,
  name: Text,
  value: Text,
  refuse: (reason: SeriesRefusal) => void,
): void {
  if (!name.valid || !value.valid) refuse('label_not_utf8')
  else if (name.text.includes('\0') || value.text.includes('\0')) refuse('label_with_nul')
  if (name.text === '__name__') decoded.name = value.text
  else if (value.text !== '') decoded.pairs.set(name.text, value.text)
}

function readLabel(reader: ProtobufReader, end: number): { name: Span; value: Span } {
  let name: Span = { from: 0, end: 0 }
  let value: Span = { from: 0, end: 0 }
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    const isText = (tag & 7) === BYTES && (tag >>> 3 === 1 || tag >>> 3 === 2)
    if (!isText) {
      reader.skip(tag & 7, end)
      continue
    }
    const textEnd = reader.readEnd(end)
    const span = { from: reader.at, end: textEnd }
    if (tag >>> 3 === 1) name = span
    else value = span
    reader.at = textEnd
  }
  return { name, value }
}

const compareSpans = (bytes: Uint8Array, a: Span, b: Span): number =>
  Buffer.compare(bytes.subarray(a.from, a.end), bytes.subarray(b.from, b.end))

interface Text {
  text: string
  valid: boolean
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const lenient = new TextDecoder('utf-8', { ignoreBOM: true })

function readText(bytes: Uint8Array, span: Span): Text {
  const part = bytes.subarray(span.from, span.end)
  try {
    return { text: strict.decode(part), valid: true }
  } catch {
    return { text: lenient.decode(part), valid: false }
  }
}

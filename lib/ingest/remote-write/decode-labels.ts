import type { SeriesRefusal } from '../refusal-codes'
import { createTextReader, type Span, type Text } from './label-text'
import { BYTES, type ProtobufReader } from './protobuf-reader'

const MAX_LABELS = 128
const MAX_NAME_BYTES = 1024
const MAX_VALUE_BYTES = 8192

export interface DecodedLabels {
  refusal: SeriesRefusal | null
  /** In the sender's order, without `__name__` and without empty values, which mean that the label is absent. */
  pairs: [string, string][]
  name: string
}

/** Decodes label fields that stand one after the other; `readable` text is kept of refused ones too. */
export function decodeLabels(reader: ProtobufReader, from: number, end: number): DecodedLabels {
  const decoded: DecodedLabels = { refusal: null, pairs: [], name: '' }
  const refuse = (reason: SeriesRefusal) => (decoded.refusal ??= reason)
  const readText = createTextReader(reader.bytes, from, end)
  const name: Span = { from: 0, end: 0 }
  const value: Span = { from: 0, end: 0 }
  const previous: Span = { from: 0, end: -1 }
  let count = 0
  reader.at = from
  while (reader.at < end) {
    reader.readUint32(end)
    readLabel(reader, reader.readEnd(end), name, value)
    count += 1
    if (count > MAX_LABELS) {
      refuse('too_many_labels')
      break
    }
    if (name.end - name.from > MAX_NAME_BYTES) refuse('label_name_too_long')
    else if (value.end - value.from > MAX_VALUE_BYTES) refuse('label_value_too_long')
    else {
      const order = previous.end < 0 ? -1 : compareSpans(reader.bytes, previous, name)
      if (name.from === name.end) refuse('label_name_empty')
      else if (order === 0) refuse('label_duplicate')
      else if (order > 0) refuse('labels_unsorted')
      keepLabel(decoded, readText(name), readText(value), refuse)
    }
    previous.from = name.from
    previous.end = name.end
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
  else if (value.text !== '') decoded.pairs.push([name.text, value.text])
}

function readLabel(reader: ProtobufReader, end: number, name: Span, value: Span): void {
  name.from = name.end = value.from = value.end = 0
  while (reader.at < end) {
    const tag = reader.readUint32(end)
    const isText = (tag & 7) === BYTES && (tag >>> 3 === 1 || tag >>> 3 === 2)
    if (!isText) {
      reader.skip(tag & 7, end)
      continue
    }
    const textEnd = reader.readEnd(end)
    const span = tag >>> 3 === 1 ? name : value
    span.from = reader.at
    span.end = textEnd
    reader.at = textEnd
  }
}

function compareSpans(bytes: Uint8Array, a: Span, b: Span): number {
  const length = Math.min(a.end - a.from, b.end - b.from)
  for (let at = 0; at < length; at += 1) {
    const difference = (bytes[a.from + at] ?? 0) - (bytes[b.from + at] ?? 0)
    if (difference !== 0) return difference
  }
  return a.end - a.from - (b.end - b.from)
}

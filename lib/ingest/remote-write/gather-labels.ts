import type { ProtobufReader } from './protobuf-reader'

const LABEL = 0x0a

/** Written in its shortest form, whichever the sender chose. */
const LABEL_TAG = new Uint8Array([LABEL])

/** Protobuf lets fields come in any order: the same TimeSeries with its labels first. */
export function gatherLabels(reader: ProtobufReader, from: number, end: number): Uint8Array {
  const labels: Uint8Array[] = []
  const others: Uint8Array[] = []
  reader.at = from
  while (reader.at < end) {
    const fieldStart = reader.at
    const tag = reader.readUint32(end)
    const tagEnd = reader.at
    reader.skip(tag & 7, end)
    if (tag === LABEL) labels.push(LABEL_TAG, reader.bytes.subarray(tagEnd, reader.at))
    else others.push(reader.bytes.subarray(fieldStart, reader.at))
  }
  return Buffer.concat([...labels, ...others])
}

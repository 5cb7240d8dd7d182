import { createHash } from 'node:crypto'
import { ByteReader, CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'

/** Which node slot and device each column of a matrix belongs to: index-parallel, sorted by both. Groups share none. */
export interface Directory {
  nodeSlots: Uint16Array
  devices: readonly string[]
}

export function encodeDirectory(directory: Directory): Uint8Array {
  const names = [...new Set(directory.devices)]
  const indexes = new Map(names.map((name, index) => [name, index]))
  const writer = new ByteWriter()
  writer.section(Buffer.from(JSON.stringify(names)))
  writer.varint(directory.nodeSlots.length)
  let previous = 0
  for (const slot of directory.nodeSlots) {
    writer.varint(slot - previous)
    previous = slot
  }
  for (const device of directory.devices) writer.varint(indexes.get(device) ?? 0)
  return writer.written()
}

export function decodeDirectory(bytes: Uint8Array): Directory {
  const reader = new ByteReader(bytes)
  const names = parseNames(reader.section())
  const nodeSlots = new Uint16Array(reader.varint())
  let previous = 0
  for (let i = 0; i < nodeSlots.length; i++) nodeSlots[i] = previous += reader.varint()
  const devices = Array.from(nodeSlots, () => {
    const name = names[reader.varint()]
    if (name === undefined) throw new CorruptBlockError('a directory names a device that it does not hold')
    return name
  })
  return { nodeSlots, devices }
}

function parseNames(section: Uint8Array): string[] {
  const names: unknown = JSON.parse(Buffer.from(section).toString('utf8'))
  if (!Array.isArray(names)) throw new CorruptBlockError('a directory has no list of devices')
  return names.map(String)
}

const HASH_BYTES = 16

export const hashDirectory = (payload: Uint8Array): Buffer =>
  createHash('sha256').update(payload).digest().subarray(0, HASH_BYTES)

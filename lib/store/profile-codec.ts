import { brotliCompress, brotliDecompressSync, constants } from 'node:zlib'
import { setImmediate as turn } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Moments } from '@/lib/core/profiles/moments'
import { ROOT, type StackTree } from '@/lib/core/profiles/stack-tree'
import { ByteReader, CorruptBlockError } from './byte-reader'
import { ByteWriter } from './byte-writer'

export interface StoredProfile {
  tree: StackTree
  moments: Moments | null
}

/** Kept in every row, so that a later codec can live beside this one. */
export const PROFILE_CODEC = 1

const QUALITY = 4
const MOST_BYTES = 2 ** 28
const FLOAT_BYTES = Float64Array.BYTES_PER_ELEMENT

const compress = promisify(brotliCompress)

/** Written in steps, between which others are served, and compressed on a thread of zlib's. */
export const encodeProfile = async (profile: StoredProfile): Promise<Uint8Array> => {
  const writer = new ByteWriter(1024 + 8 * profile.tree.parents.length)
  const steps = writeProfile(writer, profile)
  while (steps.next().done !== true) await turn()
  return compress(writer.written(), { params: { [constants.BROTLI_PARAM_QUALITY]: QUALITY } })
}

/** About a millisecond of writing. */
const NODES_PER_STEP = 50_000

function* writeProfile(writer: ByteWriter, { tree, moments }: StoredProfile): Generator<void> {
  const { names, parents, frames, selfs } = tree
  writer.section(Buffer.from(names.join('\n')))
  yield
  writer.varint(parents.length)
  yield* writeVarints(writer, parents.length - 1, (at) => at + 1 - (parents[at + 1] ?? ROOT))
  yield* writeVarints(writer, parents.length - 1, (at) => frames[at + 1] ?? 0)
  yield* writeWeights(writer, selfs)
  const { offsets = NONE, nodes = NONE } = moments ?? {}
  writer.varint(offsets.length)
  yield* writeVarints(writer, offsets.length, (at) => (offsets[at] ?? 0) - (offsets[at - 1] ?? 0))
  yield* writeVarints(writer, nodes.length, (at) => nodes[at] ?? 0)
}

const NONE = new Int32Array()

function* writeVarints(writer: ByteWriter, count: number, valueAt: (at: number) => number): Generator<void> {
  for (let at = 0; at < count; at += 1) {
    writer.varint(valueAt(at))
    if (at % NODES_PER_STEP === NODES_PER_STEP - 1) yield
  }
}

/** Most are counts; others are kept as they are. */
function* writeWeights(writer: ByteWriter, weights: Float64Array): Generator<void> {
  const areWhole = weights.every(Number.isSafeInteger)
  writer.byte(areWhole ? 1 : 0)
  if (areWhole) yield* writeVarints(writer, weights.length, (at) => weights[at] ?? 0)
  else writer.append(new Uint8Array(weights.slice().buffer))
}

export const decodeProfile = (codec: number, payload: Uint8Array): StoredProfile => {
  if (codec !== PROFILE_CODEC) throw new CorruptBlockError('a profile of an unknown codec')
  const reader = new ByteReader(brotliDecompressSync(payload, { maxOutputLength: MOST_BYTES }))
  const names = Buffer.from(reader.section()).toString('utf8').split('\n')
  const parents = new Int32Array(reader.count(1))
  const frames = new Int32Array(parents.length)
  parents[ROOT] = -1
  frames[ROOT] = -1
  for (let node = 1; node < parents.length; node += 1) parents[node] = node - reader.varint()
  for (let node = 1; node < parents.length; node += 1) frames[node] = reader.varint()
  const selfs = readWeights(reader, parents.length)
  return { tree: checked({ names, parents, frames, selfs }), moments: readMoments(reader) }
}

const readWeights = (reader: ByteReader, count: number): Float64Array => {
  if (reader.byte() === 0) return new Float64Array(Uint8Array.from(reader.take(count * FLOAT_BYTES)).buffer)
  return Float64Array.from({ length: count }, () => reader.varint())
}

const readMoments = (reader: ByteReader): Moments | null => {
  const count = reader.count(2)
  if (count === 0) return null
  let offset = 0
  const offsets = Uint32Array.from({ length: count }, () => (offset += reader.varint()))
  return { offsets, nodes: Uint32Array.from({ length: count }, () => reader.varint()) }
}

const checked = (tree: StackTree): StackTree => {
  const { names, parents, frames } = tree
  for (let node = 1; node < parents.length; node += 1) {
    const parent = parents[node] ?? -1
    if (parent < ROOT || parent >= node || (frames[node] ?? 0) >= names.length)
      throw new CorruptBlockError('a profile names a caller or a function that it does not hold')
  }
  return tree
}

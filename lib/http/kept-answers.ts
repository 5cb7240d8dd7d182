import { createHash } from 'node:crypto'
import { ByteCache, type CacheKind } from '@/lib/core/byte-cache'
import type { EncodedBody, Encoding } from './encode-body'

/** Encoded answers; wall screens ask the same question again and again. */
const CAPACITY_BYTES = 16 * 1024 * 1024

const ANSWERS: CacheKind<EncodedBody> = { name: 'answer', bytesOf: ({ bytes }) => bytes.length }

const KEY = Symbol.for('usescope.answers')
const holder: typeof globalThis & { [KEY]?: ByteCache } = globalThis

/** Next may load a module once for each route, and they share one bound. */
const answers = (holder[KEY] ??= new ByteCache(CAPACITY_BYTES))

export const keptAnswer = (tag: string, encoding: Encoding): EncodedBody | null =>
  answers.get(ANSWERS, `${tag} ${encoding}`, tag) ?? null

export const keepAnswer = (tag: string, wanted: Encoding, body: EncodedBody): void =>
  answers.set(ANSWERS, `${tag} ${wanted}`, tag, body)

/** Weak: an answer says when it was made, and is the same answer a moment later. */
export const tagOf = (url: URL, version: string): string => {
  const hash = createHash('sha256').update(`${url.pathname}${url.search}\n${version}`).digest('base64url')
  return `W/"${hash.slice(0, 22)}"`
}

/** Whether the asker says that it holds the answer of this tag. */
export const isHeld = (ifNoneMatch: string | null, tag: string): boolean =>
  (ifNoneMatch ?? '').split(',').some((item) => opaque(item.trim()) === opaque(tag))

const opaque = (tag: string): string => tag.replace(/^W\//, '')

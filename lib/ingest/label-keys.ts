const STEP_BYTES = 16

/**
 * Whether the key that begins at `keyAt` is the bytes [from, end). The last step overlaps the one before, rather than go byte
 * by byte. Little-endian by a literal, because a variable would be asked at each word.
 */
export function isSameKey(keys: DataView, keyAt: number, view: DataView, from: number, end: number): boolean {
  const key = keyAt - from
  let at = from
  for (; at <= end - STEP_BYTES; at += STEP_BYTES) if (!isSameStep(keys, key + at, view, at)) return false
  if (at === end) return true
  if (end - from >= STEP_BYTES) return isSameStep(keys, key + end - STEP_BYTES, view, end - STEP_BYTES)
  for (; at < end; at += 1) if (keys.getUint8(key + at) !== view.getUint8(at)) return false
  return true
}

const isSameStep = (keys: DataView, key: number, view: DataView, at: number): boolean =>
  ((keys.getInt32(key, true) ^ view.getInt32(at, true)) |
    (keys.getInt32(key + 4, true) ^ view.getInt32(at + 4, true)) |
    (keys.getInt32(key + 8, true) ^ view.getInt32(at + 8, true)) |
    (keys.getInt32(key + 12, true) ^ view.getInt32(at + 12, true))) ===
  0

/** Only chooses a place in a table: equality is always decided by the bytes. */
export function hashOfKey(view: DataView, from: number, end: number): number {
  let hash = end - from
  let at = from
  for (; at < end - 3; at += 4) {
    hash = Math.imul(hash ^ view.getInt32(at, true), 0x9e3779b1)
    hash = (hash << 13) | (hash >>> 19)
  }
  for (; at < end; at += 1) hash = Math.imul(hash ^ view.getUint8(at), 0x85ebca6b)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 13)
}

/** One kind of value in a cache: its name keeps the keys apart. */
export interface CacheKind<Value> {
  name: string
  bytesOf(value: Value): number
}

export interface KeptValue<Value> {
  key: string
  version: string
  value: Value
}

interface Entry {
  version: string
  value: unknown
  bytes: number
}

/**
 * Values of several kinds under one bound of bytes; what was not used for longest goes first.
 * A value is given back only for the version that it was kept for.
 */
export class ByteCache {
  /** Ordered by last use. */
  private readonly entries = new Map<string, Entry>()
  private held = 0

  constructor(readonly capacityBytes: number) {}

  get bytes(): number {
    return this.held
  }

  get<Value>(kind: CacheKind<Value>, key: string, version: string): Value | undefined {
    const id = idOf(kind, key)
    const entry = this.entries.get(id)
    if (entry?.version !== version) return undefined
    this.entries.delete(id)
    this.entries.set(id, entry)
    return asKept<Value>(entry.value)
  }

  /** Replaces the value of another version. One that would fill more than half of the cache is not kept. */
  set<Value>(kind: CacheKind<Value>, key: string, version: string, value: Value): void {
    const id = idOf(kind, key)
    this.drop(id)
    const bytes = bytesOfEntry(kind, { key, version, value })
    if (bytes > this.capacityBytes / 2) return
    this.entries.set(id, { version, value, bytes })
    this.held += bytes
    for (const oldest of this.entries.keys()) {
      if (this.held <= this.capacityBytes) return
      this.drop(oldest)
    }
  }

  /** All of them or none: what would fill more than half of the cache together, be it with empty values, is not kept. */
  setTogether<Value>(kind: CacheKind<Value>, all: readonly KeptValue<Value>[]): void {
    const bytes = all.reduce((sum, one) => sum + bytesOfEntry(kind, one), 0)
    if (bytes > this.capacityBytes / 2) return
    for (const { key, version, value } of all) this.set(kind, key, version, value)
  }

  private drop(id: string): void {
    this.held -= this.entries.get(id)?.bytes ?? 0
    this.entries.delete(id)
  }
}

/** What an entry costs besides its value. */
const ENTRY_BYTES = 200

const idOf = (kind: { name: string }, key: string): string => `${kind.name} ${key}`

const bytesOfEntry = <Value>(kind: CacheKind<Value>, { key, version, value }: KeptValue<Value>): number =>
  kind.bytesOf(value) + ENTRY_BYTES + 2 * (idOf(kind, key).length + version.length)

/** Holds because only `set` with a kind of the same name wrote it. */
const asKept = <Value>(value: unknown): Value => value as Value

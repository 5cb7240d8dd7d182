import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Batch, BatchKind } from './batch'

interface StoredFile {
  name: string
  bytes: number
}

/** Batches as files of a private folder; a name begins with its time, so names sort as times do. */
export interface OutboxFolder {
  path: string
  list(): StoredFile[]
  write(name: string, body: Buffer): void
  /** Null when the file is gone or empty. */
  read(name: string): Buffer | null
  remove(name: string): void
}

const NAME = /^\d{15}-\d+(?:\.events)?\.json\.gz$/
const PART = '.part'

const SUFFIX_OF_EVENTS = '.events'

export const fileNameOf = ({ timestampMs, kind }: Batch, processId: number): string =>
  `${String(timestampMs).padStart(15, '0')}-${processId}${kind === 'events' ? SUFFIX_OF_EVENTS : ''}.json.gz`

export const kindOf = (name: string): BatchKind => (name.includes(SUFFIX_OF_EVENTS) ? 'events' : 'samples')

export const timestampOf = (name: string): number => Number(name.slice(0, 15))

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT'

const unlessMissing = <Value>(otherwise: Value, attempt: () => Value): Value => {
  try {
    return attempt()
  } catch (error) {
    if (isMissing(error)) return otherwise
    throw error
  }
}

export const openOutboxFolder = (path: string): OutboxFolder => {
  const remove = (name: string): void => unlessMissing(undefined, () => unlinkSync(join(path, name)))
  return {
    path,
    list: () => {
      const names = unlessMissing<string[]>([], () => readdirSync(path))
      for (const name of names) if (name.endsWith(PART)) remove(name)
      return names
        .filter((name) => NAME.test(name))
        .sort()
        .map((name) => ({ name, bytes: unlessMissing(0, () => statSync(join(path, name)).size) }))
    },
    write: (name, body) => {
      mkdirSync(path, { recursive: true, mode: 0o700 })
      writeFileSync(join(path, name + PART), body, { mode: 0o600 })
      renameSync(join(path, name + PART), join(path, name))
    },
    read: (name) => {
      const body = unlessMissing<Buffer | null>(null, () => readFileSync(join(path, name)))
      return body === null || body.length === 0 ? null : body
    },
    remove,
  }
}

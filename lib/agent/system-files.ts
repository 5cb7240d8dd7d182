import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, readSync, statSync } from 'node:fs'

export interface SystemRoots {
  proc: string
  sys: string
  etc: string
  /** Null where those of a foreign machine cannot be reached. */
  lib: string | null
  var: string | null
}

export type Area = keyof SystemRoots

/** What is missing or unreadable is null or empty: the kernel decides which files a machine has. */
export interface SystemFiles {
  read(area: Area, path: string): string | null
  list(area: Area, path: string): string[]
  /** Where a symbolic link points, as it is written. */
  link(area: Area, path: string): string | null
  /** What a file is, without reading it. */
  stat(area: Area, path: string): FileState | null
  /** At most so many bytes from a place on. */
  readBytes(area: Area, path: string, offset: number, length: number): Buffer | null
}

export interface FileState {
  /** Of the file itself, whatever it is called by now. */
  inode: number
  bytes: number
  modifiedMs: number
}

const orElse = <Value>(otherwise: Value, read: () => Value): Value => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

const rootOf = (roots: SystemRoots, area: Area): string => {
  const root = roots[area]
  if (root === null) throw new Error(`${area} is out of reach`)
  return root
}

const readPart = (path: string, offset: number, length: number): Buffer => {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(length)
    return bytes.subarray(0, readSync(file, bytes, 0, length, offset))
  } finally {
    closeSync(file)
  }
}

const stateOf = (path: string): FileState => {
  const { ino, size, mtimeMs } = statSync(path)
  return { inode: ino, bytes: size, modifiedMs: Math.floor(mtimeMs) }
}

/** Reads without the thread pool: these files live in memory, and a pool thread costs ten times the read. */
export const openSystemFiles = (roots: SystemRoots): SystemFiles => ({
  read: (area, path) =>
    orElse<string | null>(null, () => readFileSync(`${rootOf(roots, area)}/${path}`, 'utf8')),
  list: (area, path) => orElse<string[]>([], () => readdirSync(`${rootOf(roots, area)}/${path}`)),
  link: (area, path) => orElse<string | null>(null, () => readlinkSync(`${rootOf(roots, area)}/${path}`)),
  stat: (area, path) => orElse<FileState | null>(null, () => stateOf(`${rootOf(roots, area)}/${path}`)),
  readBytes: (area, path, offset, length) =>
    orElse<Buffer | null>(null, () => readPart(`${rootOf(roots, area)}/${path}`, offset, length)),
})

/** The text of a file that holds one value. */
export const readValue = (files: SystemFiles, area: Area, path: string): string | null => {
  const value = files.read(area, path)?.trim()
  return value === undefined || value === '' ? null : value
}

export const listMatching = (files: SystemFiles, area: Area, path: string, pattern: RegExp): string[] =>
  files
    .list(area, path)
    .filter((name) => pattern.test(name))
    .sort()

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

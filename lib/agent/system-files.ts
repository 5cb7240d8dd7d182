import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface SystemRoots {
  proc: string
  sys: string
  etc: string
}

export type Area = keyof SystemRoots

/** What is missing or unreadable is null or empty: the kernel decides which files a machine has. */
export interface SystemFiles {
  read(area: Area, path: string): string | null
  list(area: Area, path: string): string[]
  /** Where a symbolic link points, as it is written. */
  link(area: Area, path: string): string | null
}

const orElse = <Value>(otherwise: Value, read: () => Value): Value => {
  try {
    return read()
  } catch {
    return otherwise
  }
}

/** Reads without the thread pool: these files live in memory, and a pool thread costs ten times the read. */
export const openSystemFiles = (roots: SystemRoots): SystemFiles => ({
  read: (area, path) => orElse<string | null>(null, () => readFileSync(`${roots[area]}/${path}`, 'utf8')),
  list: (area, path) => orElse<string[]>([], () => readdirSync(`${roots[area]}/${path}`)),
  link: (area, path) => orElse<string | null>(null, () => readlinkSync(`${roots[area]}/${path}`)),
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

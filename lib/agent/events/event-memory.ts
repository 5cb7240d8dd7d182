import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../log'

/** What was told already and how far logs were read, over restarts; without it, events are told again, which changes nothing. */
export interface EventMemory {
  get(name: string): string | null
  set(name: string, value: string): void
  /** Once the events that it speaks of are safe. */
  save(): void
}

const FILE = 'events.json'

const readEntries = (path: string): [string, string][] => {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    const entries: [string, unknown][] = Object.entries(value ?? {})
    return entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  } catch {
    return []
  }
}

const write = (folder: string, text: string): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, FILE)
  writeFileSync(`${path}.new`, text, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

export const openEventMemory = (folder: string, log: Log): EventMemory => {
  const entries = new Map(readEntries(join(folder, FILE)))
  let isSaved = true
  let isTold = false
  return {
    get: (name) => entries.get(name) ?? null,
    set: (name, value) => {
      if (entries.get(name) === value) return
      entries.set(name, value)
      isSaved = false
    },
    save: () => {
      if (isSaved) return
      try {
        write(folder, JSON.stringify(Object.fromEntries(entries)))
        isSaved = true
      } catch (error) {
        if (!isTold) log(`cannot remember in ${folder} which events were told: ${String(error)}`)
        isTold = true
      }
    },
  }
}

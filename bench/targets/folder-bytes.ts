import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** Bytes of all files below; those that vanish meanwhile are not counted. */
export function folderBytes(folder: string): number {
  let total = 0
  for (const entry of entriesOf(folder)) {
    const full = path.join(folder, entry.name)
    total += entry.isDirectory() ? folderBytes(full) : fileBytes(full)
  }
  return total
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function fileBytes(file: string): number {
  try {
    return statSync(file).size
  } catch {
    return 0
  }
}

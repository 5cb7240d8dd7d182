import { closeSync, constants, openSync, readSync } from 'node:fs'

const LONGEST_RECORD_BYTES = 8192
const MOST_RECORDS = 100_000

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : null)

/** Null at the end; a record that was overwritten meanwhile is left out. */
const nextRecord = (file: number, buffer: Buffer): string | null => {
  for (;;) {
    try {
      return buffer.toString('utf8', 0, readSync(file, buffer))
    } catch (error) {
      if (codeOf(error) !== 'EPIPE') return null
    }
  }
}

/** All that the kernel still holds of its log; null where it may not be read. */
export const readKernelLog = (path = '/dev/kmsg'): string[] | null => {
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  } catch {
    return null
  }
  try {
    const buffer = Buffer.alloc(LONGEST_RECORD_BYTES)
    const records: string[] = []
    for (let record = nextRecord(file, buffer); record; record = nextRecord(file, buffer)) {
      records.push(record)
      if (records.length >= MOST_RECORDS) break
    }
    return records
  } finally {
    closeSync(file)
  }
}

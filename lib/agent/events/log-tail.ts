import type { FileState, SystemFiles } from '../system-files'

/** A place in a file, which keeps its inode when it is rotated away. */
export interface LogPlace {
  inode: number
  offset: number
}

/** Text that was not read yet: of one file, whole lines, one byte a character. */
export interface LogPart {
  text: string
  inode: number
  /** Where the text begins. */
  offset: number
  /** Nothing can follow: the file was rotated away. */
  isEnded: boolean
  /** There is more than a part holds. */
  isFull: boolean
  modifiedMs: number
}

const LONGEST_PART_BYTES = 1024 * 1024

export const printPlace = ({ inode, offset }: LogPlace): string => `${String(inode)}:${String(offset)}`

export const parsePlace = (text: string | null): LogPlace | null => {
  const [, inode, offset] = /^(\d+):(\d+)$/.exec(text ?? '') ?? []
  return inode === undefined || offset === undefined ? null : { inode: Number(inode), offset: Number(offset) }
}

const partOf = (
  files: SystemFiles,
  path: string,
  state: FileState,
  offset: number,
  isEnded: boolean,
): LogPart | null => {
  const length = Math.min(LONGEST_PART_BYTES, state.bytes - offset)
  const bytes = length <= 0 ? null : files.readBytes('var', path, offset, length)
  if (bytes === null) return null
  const text = bytes.toString('latin1')
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  const isFull = length === LONGEST_PART_BYTES
  return { text: whole, inode: state.inode, offset, isEnded, isFull, modifiedMs: state.modifiedMs }
}

/** Where a log is read from that nobody read before: a line begins within its last part. */
export const firstPlace = (files: SystemFiles, path: string, state: FileState): LogPlace => {
  const offset = Math.max(0, state.bytes - LONGEST_PART_BYTES)
  if (offset === 0) return { inode: state.inode, offset }
  const head = files.readBytes('var', path, offset, 4096)?.toString('latin1') ?? ''
  return { inode: state.inode, offset: offset + head.indexOf('\n') + 1 }
}

/** What follows a place, in the file that it lies in and in the one that took its name since. */
export const readLog = (files: SystemFiles, path: string, place: LogPlace): LogPart[] => {
  const state = files.stat('var', path)
  const isSame = state !== null && state.inode === place.inode && state.bytes >= place.offset
  if (isSame) return [partOf(files, path, state, place.offset, false)].filter((part) => part !== null)
  const rotated = files.stat('var', `${path}.1`)
  const isRotated = rotated !== null && rotated.inode === place.inode
  return [
    isRotated ? partOf(files, `${path}.1`, rotated, place.offset, true) : null,
    state === null ? null : partOf(files, path, state, 0, false),
  ].filter((part) => part !== null)
}

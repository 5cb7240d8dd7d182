import { readFileSync, writeFileSync } from 'node:fs'

const KIBIBYTES_PER_MEBIBYTE = 1024
const RESET_PEAK = '5'

export interface MemoryWatch {
  /** How far resident memory was above its beginning at its highest, in MiB. */
  grownMebibytes(): number
}

/** The kernel remembers the highest resident memory since it was told to forget. */
export function watchMemory(pid: number): MemoryWatch {
  writeFileSync(`/proc/${String(pid)}/clear_refs`, RESET_PEAK)
  const before = read(pid, 'VmRSS')
  return { grownMebibytes: () => Math.round((read(pid, 'VmHWM') - before) / KIBIBYTES_PER_MEBIBYTE) }
}

function read(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${String(pid)}/status`, 'utf8')
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1]
  if (kibibytes === undefined) throw new Error(`the kernel does not tell ${field}`)
  return Number(kibibytes)
}

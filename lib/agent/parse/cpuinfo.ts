import { linesOf } from './lines'

export interface CpuInfo {
  model: string | null
  microcode: string | null
  sockets: number | null
  /** Null where the architecture lists no CPU flags. */
  isVirtual: boolean | null
}

const valuesOf = (lines: readonly string[], key: string): string[] =>
  lines.flatMap((line) => {
    const colon = line.indexOf(':')
    return colon > 0 && line.slice(0, colon).trim() === key ? [line.slice(colon + 1).trim()] : []
  })

/** /proc/cpuinfo: what the processors are. */
export const parseCpuinfo = (text: string): CpuInfo => {
  const lines = linesOf(text)
  const packages = new Set(valuesOf(lines, 'physical id'))
  const flags = valuesOf(lines, 'flags')[0]
  return {
    model: valuesOf(lines, 'model name')[0] ?? null,
    microcode: valuesOf(lines, 'microcode')[0] ?? null,
    sockets: packages.size === 0 ? null : packages.size,
    isVirtual: flags === undefined ? null : flags.split(' ').includes('hypervisor'),
  }
}

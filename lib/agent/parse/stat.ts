import { counter, gauge, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

const MODES = ['user', 'nice', 'system', 'idle', 'iowait', 'irq', 'softirq', 'steal'] as const

/** The unit of CPU times in /proc is USER_HZ, which is 100 on every architecture Linux supports. */
const TICKS_PER_SECOND = 100

const CPU = /^cpu(\d+)$/

const toTotal = (key: string, value: number): AgentSeries | null => {
  switch (key) {
    case 'ctxt':
      return counter('node_context_switches_total', {}, value)
    case 'intr':
      return counter('node_intr_total', {}, value)
    case 'processes':
      return counter('node_forks_total', {}, value)
    case 'btime':
      return gauge('node_boot_time_seconds', {}, value)
    case 'procs_running':
      return gauge('node_procs_running', {}, value)
    case 'procs_blocked':
      return gauge('node_procs_blocked', {}, value)
    default:
      return null
  }
}

const toCpuSeconds = (cpu: string, words: readonly string[]): AgentSeries[] =>
  MODES.flatMap((mode, index) => {
    const ticks = toWhole(words[index + 1])
    return ticks === null ? [] : [counter('node_cpu_seconds_total', { cpu, mode }, ticks / TICKS_PER_SECOND)]
  })

/** /proc/stat: CPU time per logical CPU and mode, and the totals of the scheduler. */
export const parseStat = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    // The interrupt line holds thousands of columns of which only the first is wanted.
    const words = wordsOf(line.startsWith('intr') ? line.slice(0, 40) : line)
    const key = words[0] ?? ''
    const cpu = CPU.exec(key)?.[1]
    if (cpu !== undefined) return toCpuSeconds(cpu, words)
    const value = toWhole(words[1])
    const total = value === null ? null : toTotal(key, value)
    return total === null ? [] : [total]
  })

export const cpuNumbers = (text: string): number[] =>
  linesOf(text).flatMap((line) => {
    const cpu = toWhole(CPU.exec(line.slice(0, line.indexOf(' ')))?.[1])
    return cpu === null ? [] : [cpu]
  })

export const bootTimeMs = (text: string): number | null => {
  const seconds = toWhole(/^btime (\d+)$/m.exec(text)?.[1])
  return seconds === null ? null : seconds * 1000
}

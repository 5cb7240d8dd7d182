import { counter, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

const CPU = /^cpu(\d+)$/
const WAITING = 8
const NANOSECONDS = 1e9

/** /proc/schedstat: the time that runnable tasks waited for each CPU. */
export const parseSchedstat = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    if (!line.startsWith('cpu')) return []
    const words = wordsOf(line)
    const cpu = CPU.exec(words[0] ?? '')?.[1]
    const waiting = toWhole(words[WAITING])
    if (cpu === undefined || waiting === null) return []
    return [counter('node_schedstat_waiting_seconds_total', { cpu }, waiting / NANOSECONDS)]
  })

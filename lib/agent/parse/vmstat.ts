import { counter, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

const KEPT = new Set(['oom_kill', 'pgpgin', 'pgpgout', 'pswpin', 'pswpout', 'pgfault', 'pgmajfault'])

/** /proc/vmstat: the paging counters. */
export const parseVmstat = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    const [field = '', digits] = wordsOf(line)
    const value = KEPT.has(field) ? toWhole(digits) : null
    return value === null ? [] : [counter(`node_vmstat_${field}`, {}, value)]
  })

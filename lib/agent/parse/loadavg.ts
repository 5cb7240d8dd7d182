import { gauge, type AgentSeries } from '../agent-series'
import { wordsOf } from './lines'
import { toDecimal, toWhole } from './numbers'

const LOADS = ['node_load1', 'node_load5', 'node_load15'] as const

/** /proc/loadavg: the loads, and how many threads exist (the number after the slash). */
export const parseLoadavg = (text: string): AgentSeries[] => {
  const words = wordsOf(text)
  const loads = LOADS.flatMap((name, index) => {
    const value = toDecimal(words[index])
    return value === null ? [] : [gauge(name, {}, value)]
  })
  const threads = toWhole(/^\d+\/(\d+)$/.exec(words[3] ?? '')?.[1])
  return threads === null ? loads : [...loads, gauge('node_processes_threads', {}, threads)]
}

import { counter, type AgentSeries } from '../agent-series'
import { toWhole } from './numbers'

export const PRESSURE_RESOURCES = ['cpu', 'memory', 'io', 'irq'] as const
export type PressureResource = (typeof PRESSURE_RESOURCES)[number]

const TOTAL = /^(some|full) .*\btotal=(\d+)$/gm
const NAMES = { some: 'waiting', full: 'stalled' } as const

/** A whole machine's CPU pressure has only `some`, its interrupt pressure only `full`. */
const KEPT: Record<PressureResource, readonly string[]> = {
  cpu: ['some'],
  memory: ['some', 'full'],
  io: ['some', 'full'],
  irq: ['full'],
}

export interface PressureTotal {
  kind: 'some' | 'full'
  seconds: number
}

/** The totals of a pressure file, which the kernel counts in microseconds. */
export const parsePressureTotals = (text: string): PressureTotal[] =>
  [...text.matchAll(TOTAL)].flatMap(([, kind, digits]) => {
    const microseconds = toWhole(digits)
    if (microseconds === null || (kind !== 'some' && kind !== 'full')) return []
    return [{ kind, seconds: microseconds / 1e6 }]
  })

/** /proc/pressure/*. */
export const parsePressure = (resource: PressureResource, text: string): AgentSeries[] =>
  parsePressureTotals(text)
    .filter(({ kind }) => KEPT[resource].includes(kind))
    .map(({ kind, seconds }) =>
      counter(`node_pressure_${resource}_${NAMES[kind]}_seconds_total`, {}, seconds),
    )

import type { Labels } from '@/lib/core/series'

/** One value of one source series at the moment of the tick. */
export interface AgentSeries {
  name: string
  labels: Labels
  type: 'gauge' | 'counter'
  value: number
}

export const counter = (name: string, labels: Labels, value: number): AgentSeries => ({
  name,
  labels,
  type: 'counter',
  value,
})

export const gauge = (name: string, labels: Labels, value: number): AgentSeries => ({
  name,
  labels,
  type: 'gauge',
  value,
})

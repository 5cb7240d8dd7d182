import { rateColumn } from '../rates'
import type { Column, Window } from '../series'

/** How often something was counted in each step; NaN is not measured, which is not zero. */
export type StepCounts = Float64Array

export interface Steps {
  window: Window
  stepMs: number
  stepCount: number
}

export const createCounts = ({ stepCount }: Steps): StepCounts => new Float64Array(stepCount).fill(NaN)

/** Adds the growth of a counter to the steps in which it was seen; what a reset hides is not known. */
export const addGrowth = (
  counts: StepCounts,
  { window, stepMs }: Steps,
  column: Column,
  span: Window = window,
): void => {
  const { timesMs, increments } = rateColumn(column)
  increments.forEach((growth, at) => {
    const timeMs = timesMs[at] ?? NaN
    if (Number.isNaN(growth) || timeMs < span.fromMs || timeMs >= span.toMs) return
    const step = Math.floor((timeMs - window.fromMs) / stepMs)
    addTo(counts, step, growth)
  })
}

const addTo = (counts: StepCounts, step: number, amount: number): void => {
  const before = counts[step] ?? NaN
  counts[step] = Number.isNaN(before) ? amount : before + amount
}

/** Adds step by step; a step that only one of them knows is that one's. */
export const addCounts = (into: StepCounts, from: StepCounts): void => {
  from.forEach((amount, step) => {
    if (!Number.isNaN(amount)) addTo(into, step, amount)
  })
}

/** Null where nothing was measured. */
export const totalOf = (counts: StepCounts): number | null => {
  const measured = counts.filter((amount) => !Number.isNaN(amount))
  return measured.length === 0 ? null : measured.reduce((sum, amount) => sum + amount, 0)
}

export interface TopCounts {
  top: { value: string; counts: StepCounts; total: number }[]
  /** All others together; null where there are none. */
  other: { values: number; counts: StepCounts; total: number } | null
}

/** The values with the highest totals, and all others as one, so that the parts add up to the whole. */
export const topCounts = (byValue: ReadonlyMap<string, StepCounts>, most: number): TopCounts => {
  const ordered = [...byValue]
    .map(([value, counts]) => ({ value, counts, total: totalOf(counts) ?? 0 }))
    .sort((one, other) => other.total - one.total || (one.value < other.value ? -1 : 1))
  const rest = ordered.slice(most)
  const [first] = rest
  if (first === undefined) return { top: ordered, other: null }
  const counts = new Float64Array(first.counts.length).fill(NaN)
  for (const one of rest) addCounts(counts, one.counts)
  const total = rest.reduce((sum, one) => sum + one.total, 0)
  return { top: ordered.slice(0, most), other: { values: rest.length, counts, total } }
}

/** One count as part of another, step by step; NaN where either is not known or there is nothing to divide by. */
export const divided = (part: StepCounts, whole: StepCounts): StepCounts =>
  part.map((amount, step) => {
    const of = whole[step] ?? NaN
    return of > 0 ? amount / of : NaN
  })

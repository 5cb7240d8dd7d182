import type { HeatCells, HeatRow } from './heat-cells'

export interface OrderedRows {
  rows: readonly HeatRow[]
  names: readonly string[]
  higherIsWorse: boolean
}

type Compare = (one: number, other: number) => number

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** A permutation of the rows; of rows that compare as equal the one that came first stays first. */
const orderBy = (count: number, ...compares: readonly Compare[]): Int32Array => {
  const order = Int32Array.from({ length: count }, (_, row) => row)
  return order.sort((one, other) => {
    for (const compare of compares) {
      const difference = compare(one, other)
      if (difference !== 0) return difference
    }
    return one - other
  })
}

/** What was not measured comes last. */
const byWorst =
  ({ rows, higherIsWorse }: OrderedRows): Compare =>
  (one, other) => {
    const value = rows[one]?.worst ?? null
    const against = rows[other]?.worst ?? null
    if (value === null || against === null) return Number(value === null) - Number(against === null)
    return higherIsWorse ? against - value : value - against
  }

const byName =
  ({ names }: OrderedRows): Compare =>
  (one, other) =>
    compareText(names[one] ?? '', names[other] ?? '')

export const orderByValue = (input: OrderedRows): Int32Array =>
  orderBy(input.rows.length, byWorst(input), byName(input))

export const orderByName = (input: OrderedRows): Int32Array => orderBy(input.rows.length, byName(input))

const LEVELS = { bad: 0, warn: 1, none: 2 } as const

/** Those that became bad first come first, then those that came near it, then the rest, the worst first. */
export const orderByOnset = (input: OrderedRows): Int32Array => {
  const { rows } = input
  const level: Compare = (one, other) =>
    LEVELS[rows[one]?.onset?.verdict ?? 'none'] - LEVELS[rows[other]?.onset?.verdict ?? 'none']
  const step: Compare = (one, other) => (rows[one]?.onset?.step ?? 0) - (rows[other]?.onset?.step ?? 0)
  return orderBy(rows.length, level, step, byWorst(input), byName(input))
}

/** Groups by name, those without one last; within a group the worst first. */
export const orderByGroup = (input: OrderedRows, groups: readonly string[]): Int32Array => {
  const nameless: Compare = (one, other) => Number(groups[one] === '') - Number(groups[other] === '')
  const group: Compare = (one, other) => compareText(groups[one] ?? '', groups[other] ?? '')
  return orderBy(input.rows.length, nameless, group, byWorst(input), byName(input))
}

/** By when on the clock each row peaks; those that never do come last. */
export const orderByPhase = (input: OrderedRows, peaks: readonly (number | null)[]): Int32Array => {
  const phase: Compare = (one, other) => {
    const peak = peaks[one] ?? null
    const against = peaks[other] ?? null
    if (peak === null || against === null) return Number(peak === null) - Number(against === null)
    return peak - against
  }
  return orderBy(input.rows.length, phase, byWorst(input), byName(input))
}

/** More turns change the order of hardly any row, and the cost stays that of reading the cells this often. */
const TURNS = 12

/**
 * Rows along the direction in which they differ most (the first principal component of their cells, by power
 * iteration), so that rows that rise and fall together lie together. A cell that is not measured counts as the mean of
 * its step; rows without any come last.
 */
export const orderBySimilarity = (
  input: OrderedRows,
  { rowCount, stepCount, values }: HeatCells,
): Int32Array => {
  const centred = centre(values, rowCount, stepCount)
  let scores = new Float64Array(rowCount).map((_, row) => startOf(centred, row * stepCount, stepCount))
  for (let turn = 0; turn < TURNS; turn += 1)
    scores = project(centred, stepCount, directionOf(centred, scores, stepCount))
  const sign = headsUp(scores, centred, stepCount)
  const score: Compare = (one, other) => sign * ((scores[other] ?? 0) - (scores[one] ?? 0))
  const isUnmeasured: Compare = (one, other) =>
    Number((input.rows[one]?.worst ?? null) === null) - Number((input.rows[other]?.worst ?? null) === null)
  return orderBy(rowCount, isUnmeasured, score, byName(input))
}

const sumOf = (values: Float64Array, from: number, length: number): number => {
  let sum = 0
  for (let at = from; at < from + length; at += 1) sum += values[at] ?? 0
  return sum
}

/** Later steps weigh more, so that rows of one sum but other times do not look alike from the start. */
const startOf = (values: Float64Array, from: number, length: number): number => {
  let start = 0
  for (let step = 0; step < length; step += 1) start += (values[from + step] ?? 0) * (1 + step / length)
  return start
}

const centre = (values: Float64Array, rowCount: number, stepCount: number): Float64Array<ArrayBuffer> => {
  const centred = new Float64Array(values.length)
  for (let step = 0; step < stepCount; step += 1) {
    let count = 0
    let sum = 0
    for (let at = step; at < rowCount * stepCount; at += stepCount) {
      const value = values[at] ?? NaN
      if (value !== value) continue
      count += 1
      sum += value
    }
    const mean = count === 0 ? 0 : sum / count
    for (let at = step; at < rowCount * stepCount; at += stepCount) {
      const value = values[at] ?? NaN
      centred[at] = value === value ? value - mean : 0
    }
  }
  return centred
}

/** Of length one, or zero where all rows are alike. */
const directionOf = (centred: Float64Array, scores: Float64Array, stepCount: number): Float64Array => {
  const direction = new Float64Array(stepCount)
  for (let row = 0; row < scores.length; row += 1) {
    const score = scores[row] ?? 0
    if (score === 0) continue
    for (let step = 0; step < stepCount; step += 1)
      direction[step] = (direction[step] ?? 0) + score * (centred[row * stepCount + step] ?? 0)
  }
  const length = Math.sqrt(direction.reduce((sum, part) => sum + part * part, 0))
  return length > 0 ? direction.map((part) => part / length) : direction
}

const project = (
  centred: Float64Array,
  stepCount: number,
  direction: Float64Array,
): Float64Array<ArrayBuffer> => {
  const scores = new Float64Array(stepCount === 0 ? 0 : centred.length / stepCount)
  for (let row = 0; row < scores.length; row += 1) {
    let score = 0
    for (let step = 0; step < stepCount; step += 1)
      score += (centred[row * stepCount + step] ?? 0) * (direction[step] ?? 0)
    scores[row] = score
  }
  return scores
}

/** Which end of the direction holds the higher cells: that one is drawn at the top. */
const headsUp = (scores: Float64Array, centred: Float64Array, stepCount: number): 1 | -1 => {
  let agreement = 0
  for (let row = 0; row < scores.length; row += 1)
    agreement += (scores[row] ?? 0) * sumOf(centred, row * stepCount, stepCount)
  return agreement < 0 ? -1 : 1
}

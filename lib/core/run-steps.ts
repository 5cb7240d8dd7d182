import type { Step } from './program'
import { ABSENT } from './span'
import type { TickMatrix } from './tick-matrix'

const HOLE = NaN

type Rows = readonly number[]
type Cells = Float64Array

const isKnown = (cell: number): boolean => cell - cell === 0

/** Parts that are absent do not take part; a hole makes a hole. */
const sumRows = (of: Rows, cells: Cells, count: number, out: number): void => {
  const first = (of[0] ?? 0) * count
  cells.copyWithin(out, first, first + count)
  for (let part = 1; part < of.length; part += 1) {
    const row = (of[part] ?? 0) * count
    for (let tick = 0; tick < count; tick += 1) {
      const cell = cells[row + tick] ?? HOLE
      if (cell === ABSENT) continue
      const before = cells[out + tick] ?? HOLE
      cells[out + tick] = before === ABSENT ? cell : before + cell
    }
  }
}

const maxRows = (of: Rows, cells: Cells, count: number, out: number): void => {
  cells.fill(ABSENT, out, out + count)
  for (const part of of)
    for (let tick = 0; tick < count; tick += 1) {
      const cell = cells[part * count + tick] ?? HOLE
      if (cell === ABSENT) continue
      const before = cells[out + tick] ?? HOLE
      cells[out + tick] = before === ABSENT ? cell : Math.max(before, cell)
    }
}

const countRows = (of: Rows, cells: Cells, count: number, out: number): void => {
  cells.fill(ABSENT, out, out + count)
  for (const part of of)
    for (let tick = 0; tick < count; tick += 1) {
      const cell = cells[part * count + tick] ?? HOLE
      if (cell === ABSENT) continue
      const before = cells[out + tick] ?? HOLE
      cells[out + tick] = (before === ABSENT ? 0 : before) + (cell === cell ? 1 : HOLE)
    }
}

const divideRows = (left: number, right: number, cells: Cells, count: number, out: number): void => {
  for (let tick = 0; tick < count; tick += 1) {
    const part = cells[left * count + tick] ?? HOLE
    const whole = cells[right * count + tick] ?? HOLE
    cells[out + tick] = part === ABSENT || whole === ABSENT ? ABSENT : whole > 0 ? part / whole : HOLE
  }
}

const exceedRows = (left: number, right: number, cells: Cells, count: number, out: number): void => {
  for (let tick = 0; tick < count; tick += 1) {
    const of = cells[left * count + tick] ?? HOLE
    const less = cells[right * count + tick] ?? HOLE
    cells[out + tick] = of === ABSENT || less === ABSENT ? ABSENT : Math.max(0, of - less)
  }
}

const complementRow = (of: number, cells: Cells, count: number, out: number): void => {
  for (let tick = 0; tick < count; tick += 1) {
    const cell = cells[of * count + tick] ?? HOLE
    cells[out + tick] = cell === ABSENT ? ABSENT : 1 - cell
  }
}

const scaleRow = (of: number, by: number, cells: Cells, count: number, out: number): void => {
  for (let tick = 0; tick < count; tick += 1) cells[out + tick] = (cells[of * count + tick] ?? HOLE) * by
}

const clampRow = (of: number, cells: Cells, count: number, out: number): void => {
  for (let tick = 0; tick < count; tick += 1) {
    const cell = cells[of * count + tick] ?? HOLE
    cells[out + tick] = cell === ABSENT || cell !== cell ? cell : cell < 0 ? 0 : cell > 1 ? 1 : cell
  }
}

const timeToZero = (
  step: Extract<Step, { op: 'timeToZero' }>,
  cells: Cells,
  count: number,
  out: number,
): void => {
  for (let tick = 0; tick < count; tick += 1) {
    const seconds = cells[step.decline * count + tick] ?? HOLE
    const left = cells[step.left * count + tick] ?? HOLE
    if (left === ABSENT) cells[out + tick] = ABSENT
    else if (!isKnown(left) || !isKnown(seconds)) cells[out + tick] = HOLE
    else cells[out + tick] = left >= step.judgedBelow ? step.capSeconds : Math.min(seconds, step.capSeconds)
  }
}

/** Of several senders of the same thing the first that knows a value at the tick gives it. */
const firstKnown = (of: Rows, cells: Cells, count: number, out: number): void => {
  cells.fill(ABSENT, out, out + count)
  for (const part of of)
    for (let tick = 0; tick < count; tick += 1) {
      const cell = cells[part * count + tick] ?? HOLE
      if (cell !== ABSENT && !isKnown(cells[out + tick] ?? HOLE)) cells[out + tick] = cell
    }
}

/** A less preferred source only fills ticks at which the preferred one does not exist. */
const firstPresent = (of: Rows, cells: Cells, count: number, out: number): void => {
  cells.fill(ABSENT, out, out + count)
  for (const part of of)
    for (let tick = 0; tick < count; tick += 1)
      if (cells[out + tick] === ABSENT) cells[out + tick] = cells[part * count + tick] ?? HOLE
}

const aggregateRows = (
  op: 'highest' | 'lowest' | 'mean' | 'total',
  of: Rows,
  cells: Cells,
  count: number,
  out: number,
): void => {
  for (let tick = 0; tick < count; tick += 1) {
    let known = 0
    let total = 0
    for (const part of of) {
      const cell = cells[part * count + tick] ?? HOLE
      if (!isKnown(cell)) continue
      if (op === 'mean' || op === 'total') total += cell
      else if (known === 0 || (op === 'highest' ? cell > total : cell < total)) total = cell
      known += 1
    }
    cells[out + tick] = known === 0 ? HOLE : op === 'mean' ? total / known : total
  }
}

const runStep = (step: Step, cells: Cells, count: number, out: number): void => {
  switch (step.op) {
    case 'sum':
      return sumRows(step.of, cells, count, out)
    case 'max':
      return maxRows(step.of, cells, count, out)
    case 'count':
      return countRows(step.of, cells, count, out)
    case 'ratio':
      return divideRows(step.left, step.right, cells, count, out)
    case 'excess':
      return exceedRows(step.left, step.right, cells, count, out)
    case 'complement':
      return complementRow(step.of, cells, count, out)
    case 'scaled':
      return scaleRow(step.of, step.by, cells, count, out)
    case 'clamped':
      return clampRow(step.of, cells, count, out)
    case 'timeToZero':
      return timeToZero(step, cells, count, out)
    case 'firstKnown':
      return firstKnown(step.of, cells, count, out)
    case 'firstPresent':
      return firstPresent(step.of, cells, count, out)
    default:
      return aggregateRows(step.op, step.of, cells, count, out)
  }
}

/** Makes the rows of the steps, which follow those of the inputs. */
export const runSteps = (
  steps: readonly Step[],
  inputCount: number,
  { cells, tickCount }: TickMatrix,
): void => {
  let out = inputCount * tickCount
  for (const step of steps) {
    runStep(step, cells, tickCount, out)
    out += tickCount
  }
}

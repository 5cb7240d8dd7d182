/**
 * What an input row holds of its series: its values, its growth per second, or the seconds until it reaches zero at
 * the pace of the last minutes.
 */
export type InputKind = 'value' | 'rate' | 'decline'

export interface InputRow {
  /** Index of the series. */
  series: number
  kind: InputKind
  wrapsAt: number
}

/** One step makes one row of earlier rows. */
export type Step =
  | { op: 'sum' | 'count' | 'max'; of: readonly number[] }
  | { op: 'ratio' | 'excess'; left: number; right: number }
  | { op: 'complement' | 'clamped'; of: number }
  | { op: 'scaled'; of: number; by: number }
  | { op: 'timeToZero'; decline: number; left: number; judgedBelow: number; capSeconds: number }
  /** The first sender that knows a value; the first source that exists at all. */
  | { op: 'firstKnown' | 'firstPresent'; of: readonly number[] }
  /** Over those devices that know a value. */
  | { op: 'highest' | 'lowest' | 'mean' | 'total'; of: readonly number[] }

/** Rows are numbered: the inputs first, in `inputs` order, then one for each step. */
export interface Program {
  inputs: readonly InputRow[]
  steps: readonly Step[]
}

/** A row before inputs and steps are numbered together: inputs count up from 0, steps down from -1. */
type Draft = number

const keyOf = (step: Step): string => {
  switch (step.op) {
    case 'ratio':
    case 'excess':
      return `${step.op} ${step.left} ${step.right}`
    case 'complement':
    case 'clamped':
      return `${step.op} ${step.of}`
    case 'scaled':
      return `${step.op} ${step.of} ${step.by}`
    case 'timeToZero':
      return `${step.op} ${step.decline} ${step.left} ${step.judgedBelow} ${step.capSeconds}`
    default:
      return `${step.op} ${step.of.join(' ')}`
  }
}

const renumber = (step: Step, final: (row: Draft) => number): Step => {
  switch (step.op) {
    case 'ratio':
    case 'excess':
      return { op: step.op, left: final(step.left), right: final(step.right) }
    case 'complement':
    case 'clamped':
      return { op: step.op, of: final(step.of) }
    case 'scaled':
      return { op: step.op, of: final(step.of), by: step.by }
    case 'timeToZero':
      return { ...step, decline: final(step.decline), left: final(step.left) }
    default:
      return { op: step.op, of: step.of.map(final) }
  }
}

/** Collects steps; what several metrics need is made once. */
export class ProgramBuilder {
  private readonly inputs: InputRow[] = []
  private readonly steps: Step[] = []
  private readonly known = new Map<string, Draft>()

  input(series: number, kind: InputKind, wrapsAt = 0): Draft {
    const key = `${kind} ${series}`
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.inputs.push({ series, kind, wrapsAt })
    this.known.set(key, this.inputs.length - 1)
    return this.inputs.length - 1
  }

  step(step: Step): Draft {
    const key = keyOf(step)
    const found = this.known.get(key)
    if (found !== undefined) return found
    this.steps.push(step)
    this.known.set(key, -this.steps.length)
    return -this.steps.length
  }

  /** One row as it is, several through a step. */
  join(
    op: 'sum' | 'max' | 'firstKnown' | 'firstPresent' | 'highest' | 'lowest' | 'mean' | 'total',
    of: Draft[],
  ): Draft {
    const [only] = of
    return only !== undefined && of.length === 1 ? only : this.step({ op, of })
  }

  /** The final number of a row; only right once the last input is known. */
  final(row: Draft): number {
    return row >= 0 ? row : this.inputs.length - 1 - row
  }

  finish(): Program {
    return { inputs: this.inputs, steps: this.steps.map((step) => renumber(step, (row) => this.final(row))) }
  }
}

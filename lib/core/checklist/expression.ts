/** A condition on a label; the first of `labels` that is present counts. */
export interface LabelCondition {
  labels: readonly string[]
  in?: readonly string[]
  notIn?: readonly string[]
}

/** Chooses source series: any of these names (one meaning, one unit) under all conditions. */
export interface Selector {
  names: readonly string[]
  where?: readonly LabelCondition[]
  /** Labels whose values are summed over. */
  sumOver?: readonly string[]
  /** A counter starts again from zero after this value, because it is kept in 32 bits. */
  wrapsAt?: number
}

/** How a metric is computed from the source series of a node or device. */
export type Expression =
  /** Sum of the values now. */
  | { form: 'gauge'; of: Selector }
  /** Sum of the growth per second of counters. */
  | { form: 'rate'; of: Selector }
  /** How many series report. */
  | { form: 'count'; of: Selector }
  /** Sum, or the highest, of those parts that have series. */
  | { form: 'sum' | 'max'; of: readonly Expression[] }
  | { form: 'ratio'; part: Expression; whole: Expression }
  /** `of` - `less`, and never below zero. */
  | { form: 'excess'; of: Expression; less: Expression }
  /** 1 - `of`. */
  | { form: 'complement'; of: Expression }
  | { form: 'scaled'; of: Expression; by: number }
  /** Held within 0..1: clocks that tick apart let shares overshoot a little. */
  | { form: 'clamped'; of: Expression }
  /** Seconds until `of` is used up at the pace of the last minutes. */
  | { form: 'timeToZero'; of: Selector; whole: Selector; judgedBelow: number; capSeconds: number }

export type SelectorOptions = Omit<Selector, 'names'>
type Names = string | readonly string[]

const toSelector = (names: Names, options: SelectorOptions): Selector => ({
  names: typeof names === 'string' ? [names] : names,
  ...options,
})

export const gauge = (names: Names, options: SelectorOptions = {}): Expression => ({
  form: 'gauge',
  of: toSelector(names, options),
})
export const rate = (names: Names, options: SelectorOptions = {}): Expression => ({
  form: 'rate',
  of: toSelector(names, options),
})
export const count = (names: Names, options: SelectorOptions = {}): Expression => ({
  form: 'count',
  of: toSelector(names, options),
})
export const sum = (...of: Expression[]): Expression => ({ form: 'sum', of })
export const max = (...of: Expression[]): Expression => ({ form: 'max', of })
export const ratio = (part: Expression, whole: Expression): Expression => ({ form: 'ratio', part, whole })
export const excess = (of: Expression, less: Expression): Expression => ({ form: 'excess', of, less })
export const complement = (of: Expression): Expression => ({ form: 'complement', of })
export const scaled = (of: Expression, by: number): Expression => ({ form: 'scaled', of, by })
export const clamped = (of: Expression): Expression => ({ form: 'clamped', of })
/** A ratio of two amounts of which one is part of the other. */
export const share = (part: Expression, whole: Expression): Expression => clamped(ratio(part, whole))

/** Every selector of an expression, in reading order. */
export const selectorsOf = (expression: Expression): readonly Selector[] => {
  switch (expression.form) {
    case 'gauge':
    case 'rate':
    case 'count':
      return [expression.of]
    case 'sum':
    case 'max':
      return expression.of.flatMap(selectorsOf)
    case 'ratio':
      return [...selectorsOf(expression.part), ...selectorsOf(expression.whole)]
    case 'excess':
      return [...selectorsOf(expression.of), ...selectorsOf(expression.less)]
    case 'complement':
    case 'scaled':
    case 'clamped':
      return selectorsOf(expression.of)
    case 'timeToZero':
      return [expression.of, expression.whole]
  }
}

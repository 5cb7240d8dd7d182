import type { Expression, Selector } from './checklist/expression'
import type { InputKind, ProgramBuilder } from './program'

/** Takes the series of one selector after the other, in the order of `selectorsOf`. */
class Binder {
  private next = 0

  constructor(
    private readonly selected: readonly (readonly number[])[],
    private readonly builder: ProgramBuilder,
  ) {}

  bind(expression: Expression): number | null {
    switch (expression.form) {
      case 'gauge':
        return this.sumOf('value', expression.of)
      case 'rate':
        return this.sumOf('rate', expression.of)
      case 'count': {
        const of = this.inputsOf('value', expression.of)
        return of.length === 0 ? null : this.builder.step({ op: 'count', of })
      }
      case 'sum':
      case 'max': {
        const of = expression.of.map((part) => this.bind(part)).filter((row) => row !== null)
        return of.length === 0 ? null : this.builder.join(expression.form, of)
      }
      case 'ratio':
        return this.bindPair('ratio', expression.part, expression.whole)
      case 'excess':
        return this.bindPair('excess', expression.of, expression.less)
      case 'complement':
      case 'clamped': {
        const of = this.bind(expression.of)
        return of === null ? null : this.builder.step({ op: expression.form, of })
      }
      case 'scaled': {
        const of = this.bind(expression.of)
        return of === null ? null : this.builder.step({ op: 'scaled', of, by: expression.by })
      }
      case 'timeToZero':
        return this.bindTimeToZero(expression)
    }
  }

  private takeSeries(): readonly number[] {
    const series = this.selected[this.next] ?? []
    this.next += 1
    return series
  }

  private inputsOf(kind: InputKind, selector: Selector): number[] {
    return this.takeSeries().map((series) => this.builder.input(series, kind, selector.wrapsAt))
  }

  private sumOf(kind: InputKind, selector: Selector): number | null {
    const of = this.inputsOf(kind, selector)
    return of.length === 0 ? null : this.builder.join('sum', of)
  }

  private bindPair(op: 'ratio' | 'excess', leftOf: Expression, rightOf: Expression): number | null {
    const left = this.bind(leftOf)
    const right = this.bind(rightOf)
    return left === null || right === null ? null : this.builder.step({ op, left, right })
  }

  private bindTimeToZero(expression: Extract<Expression, { form: 'timeToZero' }>): number | null {
    const [series] = this.takeSeries()
    const whole = this.sumOf('value', expression.whole)
    if (series === undefined || whole === null) return null
    const part = this.builder.input(series, 'value')
    const { judgedBelow, capSeconds } = expression
    return this.builder.step({
      op: 'timeToZero',
      decline: this.builder.input(series, 'decline'),
      left: this.builder.step({ op: 'ratio', left: part, right: whole }),
      judgedBelow,
      capSeconds,
    })
  }
}

/** The row of an expression over these series; null where an input that it cannot do without is missing. */
export const bindExpression = (
  expression: Expression,
  selected: readonly (readonly number[])[],
  builder: ProgramBuilder,
): number | null => new Binder(selected, builder).bind(expression)

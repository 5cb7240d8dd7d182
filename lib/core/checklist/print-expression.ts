import type { Expression, LabelCondition, Selector } from './expression'

const printCondition = ({ labels, in: wanted, notIn }: LabelCondition): string => {
  const label = labels[0] ?? ''
  if (wanted !== undefined) return `${label}=${wanted.map((value) => value || "''").join('|')}`
  return `${label}≠${(notIn ?? []).map((value) => value || "''").join('|')}`
}

const printSelector = ({ names, where }: Selector): string => {
  const conditions = (where ?? []).map(printCondition).join(', ')
  return `${names[0] ?? ''}${conditions === '' ? '' : `{${conditions}}`}`
}

const isSum = ({ form }: Expression): boolean => form === 'sum' || form === 'excess' || form === 'complement'
const inBrackets = (expression: Expression): string =>
  isSum(expression) ? `(${printExpression(expression)})` : printExpression(expression)

/** An expression as people write it; of names with one meaning the first. */
export const printExpression = (expression: Expression): string => {
  switch (expression.form) {
    case 'gauge':
      return printSelector(expression.of)
    case 'rate':
      return `rate(${printSelector(expression.of)})`
    case 'count':
      return `count(${printSelector(expression.of)})`
    case 'sum':
      return expression.of.map(printExpression).join(' + ')
    case 'max':
      return `max(${expression.of.map(printExpression).join(', ')})`
    case 'ratio':
      return `${inBrackets(expression.part)} ÷ ${inBrackets(expression.whole)}`
    case 'excess':
      return `${printExpression(expression.of)} - ${inBrackets(expression.less)}`
    case 'complement':
      return `1 - ${inBrackets(expression.of)}`
    case 'scaled':
      return `${inBrackets(expression.of)} × ${expression.by}`
    case 'clamped':
      return printExpression(expression.of)
    case 'timeToZero':
      return `time until ${printSelector(expression.of)} is 0 at the pace of the last 5 minutes`
  }
}

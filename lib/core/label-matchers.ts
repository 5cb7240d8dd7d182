import { InvalidInputError } from './errors'
import { compilePattern } from './pattern'
import type { Labels } from './series'

const OPERATORS = ['=~', '!~', '!=', '<=', '>=', '=', '<', '>'] as const
export type MatchOperator = (typeof OPERATORS)[number]

export interface LabelMatcher {
  label: string
  operator: MatchOperator
  value: string
}

export type LabelPredicate = (labels: Labels) => boolean

const MAX_MATCHERS = 50
const LABEL = /[^\s"'{},=!<>~]+/y
const BARE_VALUE = /[^\s"',{}]+/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r' }
const NUMERIC: ReadonlySet<MatchOperator> = new Set(['<', '<=', '>', '>='])

class MatcherReader {
  private at = 0

  constructor(private readonly text: string) {}

  readAll(): LabelMatcher[] {
    const braced = this.take('{')
    const matchers: LabelMatcher[] = []
    while (!this.atEnd() && !(braced && this.peek() === '}')) {
      matchers.push(this.readMatcher())
      if (matchers.length > MAX_MATCHERS) throw this.fail(`more than ${MAX_MATCHERS} matchers`)
      if (!this.take(',')) break
    }
    if (braced && !this.take('}')) throw this.fail('a } is missing')
    if (!this.atEnd()) throw this.fail('expected a comma')
    return matchers
  }

  private readMatcher(): LabelMatcher {
    const label = this.peek() === '"' ? this.readQuoted('"') : this.match(LABEL, 'expected a label name')
    const operator = OPERATORS.find((candidate) => this.take(candidate))
    if (operator === undefined) throw this.fail('expected = != =~ !~ < <= > or >=')
    const quote = this.peek()
    const value =
      quote === '"' || quote === "'" ? this.readQuoted(quote) : this.match(BARE_VALUE, 'expected a value')
    if (NUMERIC.has(operator) && !Number.isFinite(Number(value)))
      throw this.fail(`${operator} needs a number`)
    if (operator === '=~' || operator === '!~') compilePattern(value)
    return { label, operator, value }
  }

  private readQuoted(quote: string): string {
    this.take(quote)
    let value = ''
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at)
      if (character === quote) {
        this.at += 1
        this.skipSpace()
        return value
      }
      if (character !== '\\') {
        value += character
        continue
      }
      this.at += 1
      const escaped = this.text.charAt(this.at)
      value += ESCAPES[escaped] ?? escaped
    }
    throw this.fail(`a closing ${quote} is missing`)
  }

  private match(pattern: RegExp, expected: string): string {
    this.skipSpace()
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found === undefined) throw this.fail(expected)
    this.at += found.length
    this.skipSpace()
    return found
  }

  private take(token: string): boolean {
    this.skipSpace()
    if (!this.text.startsWith(token, this.at)) return false
    this.at += token.length
    if (token !== '"' && token !== "'") this.skipSpace()
    return true
  }

  private peek(): string {
    this.skipSpace()
    return this.text.charAt(this.at)
  }

  private skipSpace(): void {
    while (this.at < this.text.length && this.text.charAt(this.at).trim() === '') this.at += 1
  }

  private atEnd(): boolean {
    this.skipSpace()
    return this.at >= this.text.length
  }

  private fail(problem: string): InvalidInputError {
    return new InvalidInputError(`filter: ${problem} at character ${this.at + 1}`, {
      reason: 'invalid_filter',
    })
  }
}

/** Reads Prometheus matchers, `cluster="eu-1",role!=db,host=~"web.*",age<24`; quotes may be left out. */
export const parseMatchers = (text: string): LabelMatcher[] => new MatcherReader(text).readAll()

const quoted = (text: string): string =>
  `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r')}"`

const printLabel = (label: string): string => (/^[A-Za-z_][\w.]*$/.test(label) ? label : quoted(label))

/** The text that `parseMatchers` reads back to the same matchers. */
export const printMatchers = (matchers: readonly LabelMatcher[]): string =>
  matchers.map(({ label, operator, value }) => `${printLabel(label)}${operator}${quoted(value)}`).join(',')

type ValueTest = (value: string) => boolean

const numericTest = (operator: MatchOperator, limit: number): ValueTest => {
  const compare: Partial<Record<MatchOperator, (value: number) => boolean>> = {
    '<': (value) => value < limit,
    '<=': (value) => value <= limit,
    '>': (value) => value > limit,
    '>=': (value) => value >= limit,
  }
  return (value) => value.trim() !== '' && compare[operator]?.(Number(value)) === true
}

const valueTest = ({ operator, value }: LabelMatcher): ValueTest => {
  if (operator === '=') return (candidate) => candidate === value
  if (operator === '!=') return (candidate) => candidate !== value
  if (NUMERIC.has(operator)) return numericTest(operator, Number(value))
  const matches = compilePattern(value)
  return operator === '=~' ? matches : (candidate) => !matches(candidate)
}

/** True for labels under which every matcher holds; a label that is absent has the value ''. */
export const toPredicate = (matchers: readonly LabelMatcher[]): LabelPredicate => {
  const tests = matchers.map((matcher) => ({ label: matcher.label, test: valueTest(matcher) }))
  return (labels) => tests.every(({ label, test }) => test(labels[label] ?? ''))
}

import { InvalidInputError } from './errors'

const MAX_LENGTH = 200
const MAX_REPEAT = 100
const MAX_DEPTH = 20

export type CharacterTest = (code: number) => boolean

export type PatternNode =
  | { kind: 'empty' }
  | { kind: 'character'; test: CharacterTest }
  | { kind: 'sequence' | 'either'; of: readonly PatternNode[] }
  | { kind: 'repeat'; of: PatternNode; least: number; most: number }

const between =
  (low: string, high: string): CharacterTest =>
  (code) =>
    code >= (low.codePointAt(0) ?? 0) && code <= (high.codePointAt(0) ?? 0)
const exactly = (character: string): CharacterTest => between(character, character)
const anyOf =
  (tests: readonly CharacterTest[]): CharacterTest =>
  (code) =>
    tests.some((test) => test(code))
const not =
  (test: CharacterTest): CharacterTest =>
  (code) =>
    !test(code)

const DIGIT = between('0', '9')
const WORD = anyOf([DIGIT, between('a', 'z'), between('A', 'Z'), exactly('_')])
const SPACE = anyOf([' ', '\t', '\n', '\r', '\f'].map(exactly))
const CLASSES: Readonly<Record<string, CharacterTest>> = {
  d: DIGIT,
  D: not(DIGIT),
  w: WORD,
  W: not(WORD),
  s: SPACE,
  S: not(SPACE),
  n: exactly('\n'),
  t: exactly('\t'),
  r: exactly('\r'),
}
const ANY: CharacterTest = () => true
const LETTER_OR_DIGIT = /[A-Za-z0-9]/

/** Reads the regular expressions of RE2 that filters need; what it does not know it refuses. */
class PatternReader {
  private at = 0
  private depth = 0
  private readonly characters: readonly string[]

  constructor(source: string) {
    this.characters = [...source]
    if (this.characters.length > MAX_LENGTH) throw this.fail(`longer than ${MAX_LENGTH} characters`)
  }

  readAll(): PatternNode {
    const node = this.readEither()
    if (this.at < this.characters.length) throw this.fail('a ) too many')
    return node
  }

  private readEither(): PatternNode {
    this.depth += 1
    if (this.depth > MAX_DEPTH) throw this.fail('nested too deeply')
    const of = [this.readSequence()]
    while (this.take('|')) of.push(this.readSequence())
    this.depth -= 1
    return of.length === 1 && of[0] !== undefined ? of[0] : { kind: 'either', of }
  }

  private readSequence(): PatternNode {
    const of: PatternNode[] = []
    while (this.at < this.characters.length && this.peek() !== '|' && this.peek() !== ')') {
      if (this.take('^')) {
        if (of.length > 0) throw this.fail('^ only stands at the beginning')
        continue
      }
      if (this.take('$')) {
        if (this.at < this.characters.length && this.peek() !== '|' && this.peek() !== ')')
          throw this.fail('$ only stands at the end')
        continue
      }
      of.push(this.readRepeat(this.readAtom()))
    }
    return { kind: 'sequence', of }
  }

  private readRepeat(of: PatternNode): PatternNode {
    const bounds = this.readBounds()
    if (bounds === null) return of
    this.take('?')
    if (this.readBounds() !== null) throw this.fail('a repetition of a repetition')
    return { kind: 'repeat', of, least: bounds[0], most: bounds[1] }
  }

  private readBounds(): readonly [number, number] | null {
    if (this.take('*')) return [0, Infinity]
    if (this.take('+')) return [1, Infinity]
    if (this.take('?')) return [0, 1]
    if (this.peek() !== '{') return null
    const rest = this.characters.slice(this.at).join('')
    const match = /^\{(\d{1,3})(,(\d{0,3}))?\}/.exec(rest)
    if (match === null) throw this.fail('a { that is no repetition (write \\{)')
    this.at += match[0].length
    const least = Number(match[1])
    const most = match[2] === undefined ? least : match[3] === '' ? Infinity : Number(match[3])
    if (least > most || least > MAX_REPEAT || (most > MAX_REPEAT && most !== Infinity))
      throw this.fail('a repetition out of bounds')
    return [least, most]
  }

  private readAtom(): PatternNode {
    const character = this.next()
    if (character === '(') return this.readGroup()
    if (character === '[') return { kind: 'character', test: this.readClass() }
    if (character === '.') return { kind: 'character', test: ANY }
    if (character === '\\') return { kind: 'character', test: this.readEscape() }
    if ('*+?{'.includes(character)) throw this.fail(`nothing for ${character} to repeat`)
    return { kind: 'character', test: exactly(character) }
  }

  private readGroup(): PatternNode {
    if (this.take('?') && !this.take(':')) throw this.fail('only plain groups and (?: are known')
    const node = this.readEither()
    if (!this.take(')')) throw this.fail('a ) is missing')
    return node
  }

  private readEscape(): CharacterTest {
    const character = this.next()
    const known = CLASSES[character]
    if (known !== undefined) return known
    if (LETTER_OR_DIGIT.test(character)) throw this.fail(`\\${character} is not known`)
    return exactly(character)
  }

  private readClass(): CharacterTest {
    const negated = this.take('^')
    const tests: CharacterTest[] = []
    while (tests.length === 0 || this.peek() !== ']') {
      const first = this.next()
      if (first === '\\') {
        tests.push(this.readEscape())
        continue
      }
      const isRange = this.peek() === '-' && (this.characters[this.at + 1] ?? ']') !== ']'
      if (!isRange) {
        tests.push(exactly(first))
        continue
      }
      this.take('-')
      const last = this.next()
      if (last === '\\' || first > last) throw this.fail('a range that is none')
      tests.push(between(first, last))
    }
    this.take(']')
    return negated ? not(anyOf(tests)) : anyOf(tests)
  }

  private next(): string {
    const character = this.characters[this.at]
    if (character === undefined) throw this.fail('it ends too early')
    this.at += 1
    return character
  }

  private peek(): string {
    return this.characters[this.at] ?? ''
  }

  private take(character: string): boolean {
    if (this.peek() !== character) return false
    this.at += 1
    return true
  }

  private fail(problem: string): InvalidInputError {
    return new InvalidInputError(`filter: in the pattern, ${problem} (character ${this.at + 1})`, {
      reason: 'invalid_filter',
    })
  }
}

export const parsePattern = (source: string): PatternNode => new PatternReader(source).readAll()

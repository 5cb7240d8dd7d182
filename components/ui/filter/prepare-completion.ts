import { formatCounted } from '@/lib/core/format-value'
import type { LabelName } from '@/lib/contract/labels'

/** What is being typed at the caret: the name of a label, or a value of one. */
export type TypedPart =
  | { kind: 'name'; text: string; from: number }
  | { kind: 'value'; name: string; operator: string; text: string; from: number }

export interface Completion {
  /** The whole filter with the completion in it. */
  filter: string
  caret: number
  title: string
  detail: string
}

const MAX_COMPLETIONS = 12

const QUOTES = new Set(['"', "'"])

/** Where the matcher at the end of the text begins: behind the last comma that no quotes enclose. */
const matcherStart = (text: string): number => {
  let start = text.startsWith('{') ? 1 : 0
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at)
    if (quote !== '' && sign === '\\') at += 1
    else if (sign === quote) quote = ''
    else if (quote === '' && QUOTES.has(sign)) quote = sign
    else if (quote === '' && sign === ',') start = at + 1
  }
  return start
}

const NAME = /^\s*([^\s"'{},=!<>~]*)$/
const VALUE = /^\s*([^\s"'{},=!<>~]+)\s*(=~|!~|!=|=)\s*["']?([^"']*)$/

/** Null where nothing can be completed: a number, or a value that is closed already. */
export const typedPartOf = (filter: string, caret: number): TypedPart | null => {
  const before = filter.slice(0, caret)
  const start = matcherStart(before)
  const matcher = before.slice(start)
  const from = start + (matcher.length - matcher.trimStart().length)
  const name = NAME.exec(matcher)?.[1]
  if (name !== undefined) return { kind: 'name', text: name, from }
  const [, label, operator, text] = VALUE.exec(matcher) ?? []
  return label === undefined || operator === undefined || text === undefined
    ? null
    : { kind: 'value', name: label, operator, text, from }
}

const nodesText = (count: number): string => `${formatCounted(count, 'node')}`

const quoted = (value: string): string => JSON.stringify(value)

const put = (filter: string, caret: number, from: number, text: string) => ({
  filter: `${filter.slice(0, from)}${text}${filter.slice(caret).replace(/^["']?[^,]*/, '')}`,
  caret: from + text.length,
})

/** Names that begin with what is typed before those that only hold it. */
const byBeginning = (typed: string) => (one: { title: string }, other: { title: string }) =>
  Number(other.title.toLowerCase().startsWith(typed)) - Number(one.title.toLowerCase().startsWith(typed))

/** The place that an arrow key leads to among so many completions, over none of them (-1) and around. */
export const nextCompletion = (active: number, move: number, count: number): number =>
  ((active + 1 + move + count + 1) % (count + 1)) - 1

export interface Completions {
  items: Completion[]
  /** How many there are, also beyond the cut. */
  of: number
}

export const prepareCompletions = (
  filter: string,
  caret: number,
  names: readonly LabelName[],
): Completions => {
  const part = typedPartOf(filter, caret)
  if (part === null) return { items: [], of: 0 }
  const typed = part.text.toLowerCase()
  const known = part.kind === 'name' ? undefined : names.find(({ name }) => name === part.name)
  const found =
    part.kind === 'name'
      ? names.map(({ name, nodes, source, of }) => ({
          ...put(filter, caret, part.from, `${name}${of === 0 ? '<' : '='}`),
          title: name,
          detail: `${source}, ${nodesText(nodes)}`,
        }))
      : (known?.values ?? []).map(({ value, nodes }) => ({
          ...put(filter, caret, part.from, `${part.name}${part.operator}${quoted(value)}`),
          title: value,
          detail: nodesText(nodes),
        }))
  const fitting = found.filter(({ title }) => title.toLowerCase().includes(typed)).sort(byBeginning(typed))
  const beyond = known === undefined ? 0 : known.of - known.values.length
  return { items: fitting.slice(0, MAX_COMPLETIONS), of: fitting.length + beyond }
}

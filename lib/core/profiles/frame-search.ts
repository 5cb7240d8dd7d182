import { compilePattern } from '../pattern'
import { plainFrame } from './frame-name'
import { ROOT, type StackTree } from './stack-tree'

/** Where the pattern has several ways, apart by | outside of groups. */
const alternativesOf = (source: string): string[] => {
  const parts = ['']
  let depth = 0
  let isInClass = false
  for (let at = 0; at < source.length; at += 1) {
    const character = source[at] ?? ''
    const isEscaped = character === '\\'
    const text = isEscaped ? source.slice(at, at + 2) : character
    at += text.length - 1
    if (!isEscaped && !isInClass) depth += character === '(' ? 1 : character === ')' ? -1 : 0
    if (!isEscaped) isInClass = character === '[' || (isInClass && character !== ']')
    if (text === '|' && depth === 0 && !isInClass) parts.push('')
    else parts.push(`${parts.pop() ?? ''}${text}`)
  }
  return parts
}

/** Matches anywhere unless it says ^ or $. */
const unanchored = (source: string): string => {
  const isAtStart = source.startsWith('^')
  const isAtEnd = /(^|[^\\])(\\\\)*\$$/.test(source)
  const inner = source.slice(isAtStart ? 1 : 0, isAtEnd ? -1 : undefined)
  return `${isAtStart ? '' : '.*'}(?:${inner})${isAtEnd ? '' : '.*'}`
}

/** Whether a function is looked for: a regular expression somewhere in its name, in time linear in the name. */
export const compileFrameSearch = (source: string): ((name: string) => boolean) => {
  const matches = compilePattern(alternativesOf(source).map(unanchored).join('|'))
  return (name) => matches(plainFrame(name))
}

/** What was seen in the frames and below them, each sample once, however often its stack holds one of them. */
export const weightInside = (
  { parents, frames, selfs }: StackTree,
  isWanted: (frame: number) => boolean,
): number => {
  const isInside = new Uint8Array(parents.length)
  let weight = 0
  for (let node = 1; node < parents.length; node += 1) {
    if (isInside[parents[node] ?? ROOT] === 0 && !isWanted(frames[node] ?? -1)) continue
    isInside[node] = 1
    weight += selfs[node] ?? 0
  }
  return weight
}

import { gauge, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

const ARRAY = /^(md\S*) : (active|inactive)\b/
const MEMBER = /^\S+\[\d+\]((?:\([A-Z]\))*)$/
const MEMBERS_UP = /\[(\d+)\/(\d+)\]/
const STATES = ['active', 'inactive', 'recovering', 'resync', 'check'] as const
type State = (typeof STATES)[number]

const ACTIVITIES: readonly (readonly [RegExp, State])[] = [
  [/\b(?:recovery|reshape)\s*=/, 'recovering'],
  [/\bresync\s*=/, 'resync'],
  [/\bcheck\s*=/, 'check'],
]

interface Paragraph {
  head: string
  body: string
}

/** An array's own line is followed by indented lines that belong to it. */
const paragraphsOf = (text: string): Paragraph[] => {
  const paragraphs: Paragraph[] = []
  for (const line of linesOf(text)) {
    const last = paragraphs.at(-1)
    if (ARRAY.test(line)) paragraphs.push({ head: line, body: '' })
    else if (last !== undefined && /^\s+\S/.test(line)) last.body += `${line}\n`
  }
  return paragraphs
}

const stateOf = ({ head, body }: Paragraph): State =>
  ARRAY.exec(head)?.[2] === 'inactive'
    ? 'inactive'
    : (ACTIVITIES.find(([pattern]) => pattern.test(body))?.[1] ?? 'active')

const toSeries = (paragraph: Paragraph): AgentSeries[] => {
  const device = ARRAY.exec(paragraph.head)?.[1] ?? ''
  const flags = wordsOf(paragraph.head).flatMap((word) => MEMBER.exec(word)?.[1] ?? [])
  const failed = flags.filter((flag) => flag.includes('(F)')).length
  const spare = flags.filter((flag) => flag.includes('(S)')).length
  const [, wantedDigits, upDigits] = MEMBERS_UP.exec(paragraph.body) ?? []
  const present = flags.length - failed - spare
  const state = stateOf(paragraph)
  const required = toWhole(wantedDigits) ?? (state === 'inactive' ? null : present)
  const active = toWhole(upDigits) ?? (state === 'inactive' ? 0 : present)
  return [
    gauge('node_md_disks', { device, state: 'active' }, active),
    gauge('node_md_disks', { device, state: 'failed' }, failed),
    gauge('node_md_disks', { device, state: 'spare' }, spare),
    ...(required === null ? [] : [gauge('node_md_disks_required', { device }, required)]),
    ...STATES.map((name) => gauge('node_md_state', { device, state: name }, name === state ? 1 : 0)),
  ]
}

/** /proc/mdstat: members by state, how many an array needs, and what it is doing. */
export const parseMdstat = (text: string): AgentSeries[] => paragraphsOf(text).flatMap(toSeries)

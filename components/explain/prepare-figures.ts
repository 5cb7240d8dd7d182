import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import { tellLead } from '@/lib/core/explain/tell-lead'
import { formatCount, formatLong } from '@/lib/core/format-value'
import type { ExplainAnswer } from '@/lib/contract/explain'
import type { Zone } from '@/lib/contract/view-choices'
import type { Links } from './prepare-links'

/** One part of the answer, to be read at a glance. */
export interface AnswerFigure {
  question: string
  value: string
  detail: string
  /** Null where there is nothing more to see. */
  href: string | null
}

const HOUR_SECONDS = 3_600
const FEW_NODES = 3

/** Since when, on which nodes, what they share, and what happened right then; nothing where nothing stands out. */
export const prepareFigures = (answer: ExplainAnswer, zone: Zone, links: Links): AnswerFigure[] => {
  if (!answer.standsOut) return []
  return [sinceWhen(answer, zone), onWhich(answer, links), sharing(answer, links), atThatTime(answer)].filter(
    (figure) => figure !== null,
  )
}

const sinceWhen = ({ resources, lanes }: ExplainAnswer, zone: Zone): AnswerFigure | null => {
  const first = resources.find(({ role, standsOut }) => role === 'suspect' && standsOut)
  const onsets = lanes.find(({ metric }) => metric === first?.metric)?.onsetsMs ?? []
  const [fromMs, toMs] = [onsets[0] ?? first?.onsetMs ?? null, onsets.at(-1) ?? null]
  if (fromMs === null) return null
  const spreadMs = toMs === null ? 0 : toMs - fromMs
  return {
    question: 'Since when',
    value: formatDateTime(fromMs, zone),
    detail: spreadMs === 0 ? 'on all of them at once' : `the last of them ${formatDuration(spreadMs)} later`,
    href: null,
  }
}

const onWhich = ({ affected, measured }: ExplainAnswer, links: Links): AnswerFigure | null => {
  if (affected.length === 0) return null
  const names = affected.slice(0, FEW_NODES).map(({ name }) => name)
  const others = affected.length - names.length
  return {
    question: 'Where',
    value: `${formatCount(affected.length)} of ${formatCount(measured.nodes)} nodes`,
    detail: `${names.join(', ')}${others === 0 ? '' : ` and ${formatCount(others)} more`}`,
    href: links.affected(),
  }
}

const sharing = ({ separatedBy: [first] }: ExplainAnswer, links: Links): AnswerFigure | null =>
  first === undefined
    ? null
    : {
        question: 'What they share',
        value: conditionText(first),
        detail: first.outages ? outageRate(first) : shareOf(first),
        href: links.separation(first),
      }

type Separation = ExplainAnswer['separatedBy'][number]

const shareOf = ({ affectedInside, inside, affectedOutside, outside }: Separation): string =>
  `${formatCount(affectedInside)} of ${formatCount(inside)} such nodes are affected, ${formatCount(affectedOutside)} of the other ${formatCount(outside)}`

const outageRate = ({ affectedInside, affectedOutside, days = 0 }: Separation): string =>
  `${formatCount(affectedInside)} of ${formatCount(affectedInside + affectedOutside)} outages of ${formatCount(days)} days were of such nodes`

const isAge = (fact: string): boolean => fact === 'age' || fact === 'uptime'

/** "kernel 6.1", "age below 1 d" */
export const conditionText = ({
  fact,
  op,
  value,
}: Pick<ExplainAnswer['separatedBy'][number], 'fact' | 'op' | 'value'>): string => {
  const told = isAge(fact) ? formatLong(Number(value) * HOUR_SECONDS, 'seconds') : value
  if (op === '=') return `${fact} ${told}`
  return op === '<' ? `${fact} below ${told}` : `${fact} of ${told} or more`
}

const atThatTime = ({ events: [first] }: ExplainAnswer): AnswerFigure | null => {
  if (first === undefined) return null
  const { name, source, matched, of, leadMs } = first
  return {
    question: 'What happened then',
    value: name,
    detail: `${source}, on ${formatCount(matched)} of ${formatCount(of)} of them, ${tellLead(leadMs)}`,
    href: null,
  }
}

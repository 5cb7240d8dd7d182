import { rateByFacts, rateOfFleet, type FactGroup, type RateInput } from '../outages/outage-rates'
import type { Counted, RateRatio } from '../outages/rate-ratio'
import type { Separation } from '../strata/separate'
import { DAY_MS } from '../times'
import { creditsOf, hasToDoWith } from './relevance'

/** Who went out on the days before the window and in it. */
export interface PastOutages {
  /** Its nodes may be in another order than those of the window. */
  rates: RateInput
  /** Nodes of the window that went out in it, or shortly before. */
  out: ReadonlySet<number>
}

/** What tells affected nodes from others; by `outages`, nodes that go out more often from those that do not. */
export interface SeparatingFact extends Separation {
  /** How much more often nodes of the kind go out than all others; null where something else is counted. */
  outages: RateRatio | null
}

/** A node that is out is off the network, whatever else it is. */
const RESOURCE = 'network'
/** What chance does more often is not told, unless it has to do with the network: then how often is said with it. */
const MOST_BY_CHANCE = 0.05

/**
 * Which kinds of node went out more often than others, over all days that are known: a window in which one node goes out
 * says nothing of its kind. Outages are counted against days of nodes, so a node that goes out again counts again.
 */
export const separateOutages = ({ rates }: PastOutages): SeparatingFact[] => {
  const total = rateOfFleet(rates)
  const groups = rateByFacts(rates).filter(
    ({ value, nodes, nodeDays }) => value !== '' && nodes < rates.nodes.length && nodeDays < total.nodeDays,
  )
  const creditOf = creditsOf(
    groups.map(({ fact }) => fact),
    RESOURCE,
  )
  const days = Math.round((rates.window.toMs - rates.window.fromMs) / DAY_MS)
  const best = new Map<string, SeparatingFact>()
  for (const group of groups) {
    const own = { events: group.outages, exposure: group.nodeDays }
    const others = {
      events: total.outages - group.outages,
      exposure: Math.max(0, total.nodeDays - group.nodeDays),
    }
    const credit = creditOf(group.fact)
    const evidence = evidenceOfRates(own, others) - credit
    const fact = { ...toFact(group, own, others, credit), days, evidence }
    const isSure = fact.qValue <= MOST_BY_CHANCE || hasToDoWith(group.fact, RESOURCE)
    const isTold = evidence > 0 && isSure
    if (isTold && evidence > (best.get(group.fact)?.evidence ?? 0)) best.set(group.fact, fact)
  }
  return [...best.values()].sort((one, other) => other.evidence - one.evidence)
}

/** What is known of a window comes first, unless it is about nodes that went out: then what makes them go out does. */
export const withOutages = (
  facts: readonly Separation[],
  affected: ReadonlySet<number>,
  outages: PastOutages | undefined,
): SeparatingFact[] => {
  const others = facts.map((fact) => ({ ...fact, outages: null }))
  if (outages === undefined || outages.out.size === 0) return others
  const ofOutages = separateOutages(outages)
  const out = [...affected].filter((node) => outages.out.has(node)).length
  const isAboutThem = 2 * out >= affected.size
  const [first, second] = isAboutThem ? [ofOutages, others] : [others, ofOutages]
  const told = new Set(first.map(({ fact }) => fact))
  return [...first, ...second.filter(({ fact }) => !told.has(fact))]
}

/** In nats, how much better two rates explain who went out than one does; none where those of the kind do so less. */
const evidenceOfRates = (own: Counted, others: Counted): number => {
  const share = own.exposure / (own.exposure + others.exposure)
  const ofOwn = own.events / (own.events + others.events)
  if (!(ofOwn > share)) return 0
  return own.events * Math.log(ofOwn / share) + logOf(others.events, (1 - ofOwn) / (1 - share))
}

const logOf = (events: number, ratio: number): number => (events === 0 ? 0 : events * Math.log(ratio))

/** Each p-value is weighed by the credit that was given for it, so that the luckiest of all is still told honestly. */
const toFact = (
  { fact, value, against }: FactGroup,
  own: Counted,
  others: Counted,
  credit: number,
): Omit<SeparatingFact, 'days' | 'evidence'> => ({
  fact,
  op: '=',
  value,
  affectedInside: own.events,
  inside: own.exposure,
  affectedOutside: others.events,
  outside: others.exposure,
  precision: own.events / Math.max(own.events, own.exposure),
  recall: own.events / Math.max(1, own.events + others.events),
  pValue: against.pValue,
  qValue: Math.min(1, against.pValue * Math.exp(credit)),
  outages: against,
})

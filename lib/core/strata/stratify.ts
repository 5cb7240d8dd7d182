import type { Facts } from './facts-at'

/** Some of the units: nodes, or nodes on a day. */
export interface Stratum {
  fact: string
  op: '=' | '<' | '>='
  /** Hours where the fact is an age. */
  value: string
  /** By unit: 1 is inside, 0 outside, -1 not known, which counts for neither. */
  members: Int8Array
}

/** They name a node rather than say what it is like. */
const IDENTITIES: ReadonlySet<string> = new Set(['name', 'node', 'instance', 'nodename', 'machine_id'])

const AGES: ReadonlySet<string> = new Set(['age', 'uptime'])
const AGE_CUTS_HOURS: readonly number[] = [1, 3, 6, 12, 24, 48, 72, 168, 336, 720, 2160]

/** Text with more values than this tells nodes apart, not kinds of nodes. */
const FEW_VALUES = 8
const MOST_VALUES = 200
const MOST_CUTS = 24

/**
 * Every way in which one fact divides the units: each value of a text, each cut of a number from both sides. A unit
 * without a text is outside of all its values; one without a number is on no side of a cut.
 */
export const stratify = (units: readonly Facts[]): Stratum[] => {
  const names = [...new Set(units.flatMap((facts) => [...facts.keys()]))].sort()
  return names.filter((fact) => !IDENTITIES.has(fact)).flatMap((fact) => strataOfFact(fact, units))
}

const strataOfFact = (fact: string, units: readonly Facts[]): Stratum[] => {
  const texts = units.map((facts) => facts.get(fact))
  const numbers = Float64Array.from(texts, toNumber)
  const known = texts.filter((text) => text !== undefined)
  const isNumeric = known.length > 0 && known.every((text) => Number.isFinite(toNumber(text)))
  const cuts = isNumeric ? cutsOf(fact, numbers) : []
  const ranges = cuts.flatMap((cut) => rangesOf(fact, numbers, cut))
  return AGES.has(fact) ? ranges : [...valuesOf(fact, texts, isNumeric), ...ranges]
}

const toNumber = (text: string | undefined): number =>
  text === undefined || text.trim() === '' ? NaN : Number(text)

const valuesOf = (fact: string, texts: readonly (string | undefined)[], isNumeric: boolean): Stratum[] => {
  const counts = new Map<string, number>()
  for (const text of texts) if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1)
  const most = isNumeric ? FEW_VALUES : Math.max(FEW_VALUES, texts.length / 2)
  if (counts.size > most) return []
  return [...counts]
    .filter(([, count]) => count < texts.length)
    .sort(([one, ones], [other, others]) => others - ones || (one < other ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value]) => ({
      fact,
      op: '=' as const,
      value,
      members: membersOf(texts.length, (unit) => (texts[unit] === value ? 1 : 0)),
    }))
}

/** By a loop, since `from` makes the whole take three times as long: there are many strata of many units. */
const membersOf = (units: number, memberOf: (unit: number) => number): Int8Array => {
  const members = new Int8Array(units)
  for (let unit = 0; unit < units; unit += 1) members[unit] = memberOf(unit)
  return members
}

/** Between two neighbouring values, spread evenly over the units where there are many. */
const cutsOf = (fact: string, numbers: Float64Array): number[] => {
  const sorted = numbers.filter((value) => value === value).sort()
  const [lowest = NaN, highest = NaN] = [sorted[0], sorted.at(-1)]
  if (AGES.has(fact)) return AGE_CUTS_HOURS.filter((cut) => cut > lowest && cut <= highest)
  const distinct = [...new Set(sorted)]
  const step = Math.max(1, (distinct.length - 1) / MOST_CUTS)
  const cuts: number[] = []
  for (let at = 1; at < distinct.length; at += step) cuts.push(distinct[Math.floor(at)] ?? NaN)
  return cuts
}

const rangesOf = (fact: string, numbers: Float64Array, cut: number): Stratum[] => {
  const sideOf = (unit: number, isBelow: boolean) => {
    const value = numbers[unit] ?? NaN
    return value === value ? Number(value < cut === isBelow) : -1
  }
  const below = membersOf(numbers.length, (unit) => sideOf(unit, true))
  const above = membersOf(numbers.length, (unit) => sideOf(unit, false))
  const value = String(cut)
  return [
    { fact, op: '<', value, members: below },
    { fact, op: '>=', value, members: above },
  ]
}

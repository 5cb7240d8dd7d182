import { benjaminiHochberg } from './benjamini-hochberg'
import { evidenceOf } from './evidence'
import { fisherExact, type TwoByTwo } from './fisher-exact'
import type { Stratum } from './stratify'

/** How well a stratum tells the affected from the rest. */
export interface Separation extends TwoByTwo {
  fact: string
  op: Stratum['op']
  value: string
  /** Over how many days nodes are counted, each day anew; 0 where it is today's nodes. */
  days: number
  /** Share of those inside that are affected. */
  precision: number
  /** Share of the affected that are inside. */
  recall: number
  /** In nats beyond what the luckiest of all strata tried would give. */
  evidence: number
  /** Of Fisher's exact test, two-sided. */
  pValue: number
  /** The same after Benjamini and Hochberg, over all strata tried. */
  qValue: number
}

const NONE: TwoByTwo = { affectedInside: 0, inside: 0, affectedOutside: 0, outside: 0 }

/** `affected` by unit: 1 is affected, 0 is not, -1 is not known. */
export const countTable = ({ members }: Stratum, affected: Int8Array): TwoByTwo => {
  const table = { ...NONE }
  for (let unit = 0; unit < members.length; unit += 1) {
    const hit = affected[unit] ?? -1
    if (hit < 0) continue
    if (members[unit] === 1) {
      table.inside += 1
      table.affectedInside += hit
    } else if (members[unit] === 0) {
      table.outside += 1
      table.affectedOutside += hit
    }
  }
  return table
}

/** Strata in which a larger share is affected than outside of them, those with the most evidence first. */
export const separate = (strata: readonly Stratum[], affected: Int8Array): Separation[] => {
  const tables = strata.map((stratum) => countTable(stratum, affected))
  const pValues = tables.map(fisherExact)
  const qValues = benjaminiHochberg(pValues)
  return strata
    .flatMap(({ fact, op, value }, at) => {
      const table = tables[at] ?? NONE
      const precision = share(table.affectedInside, table.inside)
      if (!(precision > share(table.affectedOutside, table.outside))) return []
      return {
        fact,
        op,
        value,
        ...table,
        days: 0,
        precision,
        recall: share(table.affectedInside, table.affectedInside + table.affectedOutside),
        evidence: evidenceOf(table, strata.length),
        pValue: pValues[at] ?? 1,
        qValue: qValues[at] ?? 1,
      }
    })
    .sort((one, other) => other.evidence - one.evidence)
}

/** Of the strata of each fact the one with the most evidence, the best first. */
export const bestByFact = (separations: readonly Separation[]): Separation[] => {
  const best = new Map<string, Separation>()
  for (const separation of separations) {
    const known = best.get(separation.fact)
    if (known === undefined || separation.evidence > known.evidence) best.set(separation.fact, separation)
  }
  return [...best.values()].sort((one, other) => other.evidence - one.evidence)
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)

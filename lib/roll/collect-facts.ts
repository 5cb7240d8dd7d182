import { factOfValueSeries, factsOfInfoSeries } from '@/lib/core/facts'
import type { Fact } from '@/lib/core/facts'
import type { Column, Labels } from '@/lib/core/series'
import type { FactObservation } from '@/lib/store/facts'
import type { CatalogNode, FactSource } from './group-catalog'
import type { RawColumns } from './raw-columns'
import { BUCKET_MS } from '@/lib/core/times'

interface Claim extends FactObservation {
  lastMs: number
}

/** What Postgres keeps has no NUL. */
const keyOf = ({ device, name }: Fact): string => `${name}\0${device}`

/** Gathers what series say about their nodes, bucket by bucket. */
export class FactCollector {
  private readonly observations: FactObservation[] = []
  private readonly factsOf = new Map<number, readonly Fact[]>()

  constructor(private readonly nodeLabels: ReadonlyMap<number, Labels>) {}

  /** Of two series that contradict each other in a bucket, the one heard last is believed; then the larger text. */
  collect(node: CatalogNode, raw: RawColumns, bucketMs: number): void {
    const claims = new Map<string, Claim>()
    for (const source of node.factSources) {
      const column = raw.cut(source.series, bucketMs, bucketMs + BUCKET_MS)
      const heard = column && firstAndLastNumber(column)
      if (!heard) continue
      for (const fact of this.factsFrom(node, source, heard.lastValue)) {
        const observedMs = source.byValue ? heard.lastMs : heard.firstMs
        const claim = { ...fact, nodeId: node.nodeId, observedMs, lastMs: heard.lastMs }
        const other = claims.get(keyOf(fact))
        if (!other || isStronger(claim, other)) claims.set(keyOf(fact), claim)
      }
    }
    for (const { lastMs: _, ...observation } of claims.values()) this.observations.push(observation)
  }

  private factsFrom(
    node: CatalogNode,
    { series, name, labels, byValue }: FactSource,
    value: number,
  ): readonly Fact[] {
    if (byValue) {
      const fact = factOfValueSeries(name, value)
      return fact ? [fact] : []
    }
    const known = this.factsOf.get(series)
    if (known) return known
    const facts = factsOfInfoSeries(name, labels, this.nodeLabels.get(node.nodeId))
    this.factsOf.set(series, facts)
    return facts
  }

  /** What is not known to be in force already. */
  news(known: FactsInForce): FactObservation[] {
    return this.observations.filter((observation) => known.learn(observation))
  }
}

function firstAndLastNumber({
  timesMs,
  values,
}: Column): { firstMs: number; lastMs: number; lastValue: number } | null {
  let first = 0
  let last = values.length - 1
  while (first <= last && Number.isNaN(values[first])) first += 1
  while (last >= first && Number.isNaN(values[last])) last -= 1
  if (first > last) return null
  return { firstMs: timesMs[first] ?? 0, lastMs: timesMs[last] ?? 0, lastValue: values[last] ?? NaN }
}

const isStronger = (a: Claim, b: Claim): boolean =>
  a.lastMs !== b.lastMs ? a.lastMs > b.lastMs : a.value > b.value

/** The newest observation of each fact, so that what stays the same is not written again. */
export class FactsInForce {
  private readonly newest = new Map<string, { value: string; observedMs: number }>()

  /** Whether the observation may change the facts. */
  learn({ nodeId, device, name, value, observedMs }: FactObservation): boolean {
    const key = `${nodeId}\0${name}\0${device}`
    const known = this.newest.get(key)
    if (known && known.value === value && known.observedMs <= observedMs) return false
    if (!known || known.observedMs <= observedMs) this.newest.set(key, { value, observedMs })
    return true
  }
}

import { LatencySum } from '@/lib/core/latency/latency-sum'
import type { Histogram } from '@/lib/core/latency/histogram'
import { addEntries, encodeEntries } from '@/lib/store/latency/entries-codec'
import { makeHistograms } from './latency-load'

export interface MergeRate {
  name: string
  /** Of CPU time, so that it hardly matters what else runs. */
  perSecond: readonly number[]
}

const PASSES = 2000
const ROUNDS = 7

const rateOf = (histograms: number, merge: () => LatencySum): number => {
  const before = process.cpuUsage()
  let count = 0
  for (let pass = 0; pass < PASSES; pass += 1) count += merge().count
  if (count === 0) throw new Error('nothing was merged')
  const { user, system } = process.cpuUsage(before)
  return (PASSES * histograms * 1e6) / (user + system)
}

const rates = (name: string, histograms: readonly Histogram[], merge: () => LatencySum): MergeRate => {
  rateOf(histograms.length, merge)
  const perSecond = Array.from({ length: ROUNDS }, () => rateOf(histograms.length, merge))
  return { name, perSecond }
}

const mergeAll = (histograms: readonly Histogram[]) => (): LatencySum => {
  const sum = new LatencySum()
  for (const histogram of histograms) sum.add(histogram)
  return sum
}

const readAll = (histograms: readonly Histogram[]): (() => LatencySum) => {
  const bytes = encodeEntries(
    histograms.map((histogram, key) => ({ key, step: 0, histogram })),
    [],
  )
  return () => {
    const sum = new LatencySum()
    addEntries(bytes, () => sum)
    return sum
  }
}

/** How many histograms of sixty observations one core merges. */
export const measureMerging = (): MergeRate[] => {
  const { exponential, classic } = makeHistograms()
  return [
    rates('exponential, in memory', exponential, mergeAll(exponential)),
    rates('exponential, from stored bytes', exponential, readAll(exponential)),
    rates('16 classic buckets, from stored bytes', classic, readAll(classic)),
  ]
}

import { analyse } from '../analysis/analyses'
import { daysOf, type ClockParams, type ClockScope } from '../contract/clock'
import type { ClockBandParams } from '../contract/clock-band'
import type { ClockDaysParams } from '../contract/clock-days'
import { getStore } from '../store/db'
import { inSnapshot } from '../store/snapshot'
import { readFactsVersion, sealedVersion } from '../store/store-state'
import { momentOf, type QueryContext } from './unless-known'

/** Changes with a seal, and with every fact where nodes are chosen or grouped by them. */
const versionOf = (scope: ClockScope, usesFacts: boolean, nowMs: number): Promise<string> =>
  inSnapshot(getStore(), async (snapshot) => {
    const { fromMs, toMs } = daysOf(scope, nowMs)
    const facts = usesFacts ? [await readFactsVersion(snapshot), momentOf(nowMs)] : null
    return JSON.stringify([sealedVersion(snapshot.state), facts, fromMs, toMs])
  })

const isText = (text: string): boolean => text.trim() !== ''

/** Folded in the thread for long analyses; the answer is the JSON of a `ClockAnswer`. */
export const getClock = async (params: ClockParams, context: QueryContext): Promise<Uint8Array | null> => {
  const { nowMs, isKnown, signal } = context
  const version = await versionOf(params, isText(params.filter) || isText(params.group), nowMs)
  return isKnown(version) ? null : analyse({ name: 'clock', params, nowMs }, signal)
}

/** The JSON of a `ClockDaysAnswer`. */
export const getClockDays = async (
  params: ClockDaysParams,
  context: QueryContext,
): Promise<Uint8Array | null> => {
  const { nowMs, isKnown, signal } = context
  const version = await versionOf(params, isText(params.filter), nowMs)
  return isKnown(version) ? null : analyse({ name: 'clock-days', params, nowMs }, signal)
}

/** The JSON of a `ClockBandAnswer`, made anew each time, because events that were sent a moment ago belong into it. */
export const getClockBand = (
  params: ClockBandParams,
  { nowMs, signal }: QueryContext,
): Promise<Uint8Array | null> => analyse({ name: 'clock-band', params, nowMs }, signal)

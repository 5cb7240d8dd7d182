import { analyse } from '../analysis/analyses'
import { recurrencesParams, type RecurrencesParams } from '../contract/recurrences'
import { DAY_MS, HOUR_MS } from '../core/times'
import { getStore } from '../store/db'
import { readOnsetsRange } from '../store/onsets'
import type { Reader } from '../store/reader'
import { deleteUnasked, noteAsked, readAskedScans, readScan, writeScan } from '../store/recurrence-scans'
import { readFactsVersion } from '../store/store-state'
import { recurrencesWindow } from './read-recurrences'
import type { QueryContext } from './unless-known'

/** What was found last is shown until it is found again in the background, unless that is too long ago. */
const SHOWN_FOR_MS = 3 * HOUR_MS
/** Whoever asked a month ago may wait. */
const KEPT_FRESH_MS = 7 * DAY_MS

/** Only questions that move on with the clock are asked again. */
const isMoving = ({ from, to }: RecurrencesParams): boolean => from.startsWith('now') && to.startsWith('now')

const questionOf = ({ from, to, tz }: RecurrencesParams): string => JSON.stringify({ from, to, tz })

const versionOf = async (reader: Reader, params: RecurrencesParams, nowMs: number): Promise<string> => {
  const window = recurrencesWindow(params, nowMs)
  const known = await readOnsetsRange(reader, window)
  return JSON.stringify([window.fromMs, window.toMs, known?.version ?? '', await readFactsVersion(reader)])
}

/** The JSON of a `RecurrencesAnswer`: kept from the last hour, or else made in the thread for long analyses. */
export const getRecurrences = async (
  params: RecurrencesParams,
  { nowMs, isKnown, signal }: QueryContext,
): Promise<Uint8Array | null> => {
  const store = getStore()
  if (!isMoving(params)) {
    const version = await versionOf(store, params, nowMs)
    return isKnown(version) ? null : analyse({ name: 'recurrences', params, nowMs }, signal)
  }
  const kept = await readScan(store, questionOf(params))
  if (kept === null || nowMs - kept.computedMs > SHOWN_FOR_MS) return findAndKeep(params, nowMs, signal)
  await noteAsked(store, kept.question, nowMs)
  return isKnown(kept.version) ? null : kept.answer
}

const findAndKeep = async (
  params: RecurrencesParams,
  nowMs: number,
  signal: AbortSignal,
): Promise<Uint8Array> => {
  const store = getStore()
  const version = await versionOf(store, params, nowMs)
  const answer = await analyse({ name: 'recurrences', params, nowMs }, signal)
  await writeScan(store, { question: questionOf(params), version, answer, computedMs: nowMs })
  return answer
}

/** Finds again what somebody asked for lately and what most ask for, where more onsets are known; one at a time. */
export const refreshRecurrences = async (nowMs: number, signal: AbortSignal): Promise<void> => {
  const store = getStore()
  const asked = await readAskedScans(store, nowMs - KEPT_FRESH_MS)
  const usual = questionOf(recurrencesParams.parse({}))
  const all = asked.some(({ question }) => question === usual)
    ? asked
    : [...asked, { question: usual, version: '' }]
  for (const { question, version } of all) {
    const params = recurrencesParams.parse(JSON.parse(question))
    if ((await versionOf(store, params, nowMs)) !== version) await findAndKeep(params, nowMs, signal)
  }
  await deleteUnasked(store, nowMs - KEPT_FRESH_MS)
}

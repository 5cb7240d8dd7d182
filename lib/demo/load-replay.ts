import { setImmediate as breath } from 'node:timers/promises'
import type { FleetEvent } from '../core/event'
import type { FactDocument } from '../replay/encode/encode-facts'
import { encodeReplay, type EncodedSlice } from '../replay/encode/encode-replay'
import { latencyDocuments, type LatencyDocument } from '../replay/latencies/latency-documents'
import type { Replay } from '../replay/make-replay'
import { makeProfiles } from '../replay/profiles/make-profiles'
import { pause, type Poster } from './post'
import { untilLatenciesShown, untilShown } from './until-shown'

export interface LoadProgress {
  stage: 'sending' | 'rolling'
  /** 0 to 1. */
  part: number
  samples: number
  /** Everything before it is kept by the server for good. */
  sentToMs: number
}

export interface LoadOptions {
  /** What was sent before is not sent again. */
  fromMs?: number
  onProgress: (progress: LoadProgress) => void
}

const REMOTE_WRITE = {
  'content-type': 'application/x-protobuf',
  'content-encoding': 'snappy',
  'x-prometheus-remote-write-version': '0.1.0',
}
const NDJSON = { 'content-type': 'application/x-ndjson' }
const LINES_PER_BODY = 1000
/** While these are on their way, the next one is made. */
const SLICES_UNDER_WAY = 2
const ROLL_LOOK_MS = 500
const LONGEST_ROLL_MS = 20 * 60_000

/** Sends a fleet, and resolves when everything of it can be asked for. */
export const loadReplay = async (replay: Replay, poster: Poster, options: LoadOptions): Promise<void> => {
  const sent = await sendReplay(replay, poster, options)
  await untilRolled(poster, (part) => {
    options.onProgress({ ...sent, stage: 'rolling', part })
  })
  await untilShown(poster, replay)
  await untilLatenciesShown(poster)
}

/** Sends a fleet as its senders would have done, oldest first. */
export const sendReplay = async (
  replay: Replay,
  poster: Poster,
  { fromMs = -Infinity, onProgress }: LoadOptions,
): Promise<LoadProgress> => {
  const { startMs, endMs } = replay
  const progress: LoadProgress = {
    stage: 'sending',
    part: 0,
    samples: 0,
    sentToMs: Math.max(startMs, fromMs),
  }
  const underWay: Promise<void>[] = []
  const keepAtMost = async (most: number) => {
    while (underWay.length > most) await underWay.shift()
  }
  for (const slice of encodeReplay(replay, fromMs)) {
    if (slice.toMs > fromMs) {
      const turn = sendInTurn(poster, slice, underWay.at(-1), progress)
      // What failed first is thrown when its turn is awaited.
      turn.catch(() => undefined)
      underWay.push(turn)
    }
    await keepAtMost(SLICES_UNDER_WAY)
    progress.part = (slice.toMs - startMs) / (endMs - startMs)
    onProgress(progress)
    // What was handed over goes on its way before the next slice is made.
    await breath()
  }
  await keepAtMost(0)
  onProgress(progress)
  await sendLines(poster, '/api/v1/events', replay.events)
  await sendLines(poster, '/api/v1/histograms', latencyDocuments(replay))
  await sendProfiles(poster, replay)
  return progress
}

const TEXT = { 'content-type': 'text/plain' }
const PROFILES_UNDER_WAY = 3

/** What was sent before is recognised. */
const sendProfiles = async (poster: Poster, replay: Replay): Promise<void> => {
  const underWay: Promise<void>[] = []
  for (const { text, ...owner } of makeProfiles(replay)) {
    const target = new URLSearchParams(Object.entries(owner).map(([name, value]) => [name, String(value)]))
    underWay.push(poster.post(`/api/v1/profiles?${target.toString()}`, text, TEXT))
    if (underWay.length >= PROFILES_UNDER_WAY) await Promise.all(underWay.splice(0))
  }
  await Promise.all(underWay)
}

/** A slice counts as sent when all before it do. */
const sendInTurn = async (
  poster: Poster,
  slice: EncodedSlice,
  before: Promise<void> | undefined,
  progress: LoadProgress,
): Promise<void> => {
  await Promise.all([sendSlice(poster, slice), before])
  progress.samples += slice.samples
  progress.sentToMs = slice.toMs
}

const sendSlice = async (poster: Poster, { facts, bodies }: EncodedSlice): Promise<void> => {
  await sendLines(poster, '/api/v1/samples', facts)
  await Promise.all(bodies.map((body) => poster.post('/api/v1/write', body, REMOTE_WRITE)))
}

const sendLines = async (
  poster: Poster,
  path: string,
  documents: Iterable<FactDocument | FleetEvent | LatencyDocument>,
): Promise<void> => {
  let lines: string[] = []
  for (const document of documents) {
    lines.push(JSON.stringify(document))
    if (lines.length < LINES_PER_BODY) continue
    await poster.post(path, lines.join('\n'), NDJSON)
    lines = []
  }
  if (lines.length > 0) await poster.post(path, lines.join('\n'), NDJSON)
}

/** What the roller has still to do, as the collectors page says. */
const waitingEntries = async (poster: Poster): Promise<number> => {
  const answer = await poster.get('/api/v1/collectors')
  const isAnswer = typeof answer === 'object' && answer !== null && 'roll' in answer
  const roll = isAnswer ? answer.roll : null
  const isRoll = typeof roll === 'object' && roll !== null && 'waitingEntries' in roll
  return isRoll ? Number(roll.waitingEntries) : 0
}

const untilRolled = async (poster: Poster, onPart: (part: number) => void): Promise<void> => {
  const giveUpMs = Date.now() + LONGEST_ROLL_MS
  let most = 1
  for (;;) {
    const waiting = await waitingEntries(poster)
    most = Math.max(most, waiting)
    onPart(1 - waiting / most)
    if (waiting === 0 || Date.now() > giveUpMs) return
    await pause(ROLL_LOOK_MS)
  }
}

import { DAY_MS } from '../times'

export interface TimeSpan {
  fromMs: number
  toMs: number
}

/** In which steps each node was heard; index = node * stepCount + step. */
export interface HeardSteps {
  startMs: number
  stepMs: number
  stepCount: number
  heard: Uint8Array
  /** How often each node measures; null where that is not known. */
  intervalsMs: readonly (number | null)[]
  /** What came later is not known yet. */
  asOfMs: number
}

/** A node of which nothing was heard, though others were: [fromMs, toMs), without an end while it lasts. */
export interface Silence extends TimeSpan {
  node: number
}

/** A node that is not heard of for so long has left; that is no outage. */
const GONE_MS = DAY_MS

/** Where so few of the nodes are heard, whoever listens is deaf. */
const DEAF_SHARE = 0.1

const LEAST_SILENT_STEPS = 2
const SILENT_INTERVALS = 3

/** What can be said of who was heard and when. */
export interface Presence {
  silences: Silence[]
  /** When nobody can be told to be silent, because hardly anybody is heard. */
  deaf: readonly TimeSpan[]
  /** By node, for how long it counts as one of the fleet; empty where it was never heard. */
  known: readonly TimeSpan[]
}

/** From `first` to before `past`. */
interface Steps {
  first: number
  past: number
}

export const readPresence = (heard: HeardSteps): Presence => {
  const steps = endedSteps(heard)
  const nodeCount = heard.intervalsMs.length
  const known = Array.from({ length: nodeCount }, (_, node) => knownSteps(heard, node, steps))
  const deaf = deafSteps(heard, known, steps)
  const silences = known.flatMap((of, node) => silencesOfNode(heard, node, of, deaf, steps))
  const timeOf = (step: number): number => heard.startMs + step * heard.stepMs
  return {
    silences,
    deaf: spansOf(deaf, timeOf),
    known: known.map(({ first, past }) => ({ fromMs: timeOf(first), toMs: timeOf(past) })),
  }
}

/** Steps that are over; none where nothing is known yet of the whole time. */
const endedSteps = ({ startMs, stepMs, stepCount, asOfMs }: HeardSteps): number =>
  Math.max(0, Math.min(stepCount, Math.floor((asOfMs - startMs) / stepMs)))

/** What is said of the first so many nodes, judged among all of them: one node alone cannot tell who is deaf. */
export const ofFirstNodes = ({ silences, deaf, known }: Presence, count: number): Presence => ({
  silences: silences.filter(({ node }) => node < count),
  deaf,
  known: known.slice(0, count),
})

const spansOf = (marks: Uint8Array, timeOf: (step: number) => number): TimeSpan[] => {
  const spans: TimeSpan[] = []
  marks.forEach((mark, step) => {
    if (mark === 0) return
    const last = spans.at(-1)
    if (last?.toMs === timeOf(step)) last.toMs = timeOf(step + 1)
    else spans.push({ fromMs: timeOf(step), toMs: timeOf(step + 1) })
  })
  return spans
}

const knownSteps = ({ heard, stepCount, stepMs }: HeardSteps, node: number, steps: number): Steps => {
  const own = heard.subarray(node * stepCount, node * stepCount + steps)
  const first = own.indexOf(1)
  const last = own.lastIndexOf(1)
  if (first < 0) return { first: 0, past: 0 }
  const isGone = (steps - 1 - last) * stepMs >= GONE_MS
  return { first, past: isGone ? last + 1 : steps }
}

const deafSteps = ({ heard, stepCount }: HeardSteps, known: readonly Steps[], steps: number): Uint8Array => {
  const there = new Int32Array(steps)
  const speaking = new Int32Array(steps)
  known.forEach(({ first, past }, node) => {
    for (let step = first; step < Math.min(past, steps); step += 1) {
      there[step] = (there[step] ?? 0) + 1
      speaking[step] = (speaking[step] ?? 0) + (heard[node * stepCount + step] ?? 0)
    }
  })
  const deaf = new Uint8Array(stepCount)
  there.forEach((nodes, step) => {
    deaf[step] = Number(nodes > 0 && (speaking[step] ?? 0) <= nodes * DEAF_SHARE)
  })
  return deaf
}

const silencesOfNode = (
  { heard, stepCount, stepMs, startMs, intervalsMs }: HeardSteps,
  node: number,
  { first, past }: Steps,
  deaf: Uint8Array,
  steps: number,
): Silence[] => {
  const least = Math.max(
    LEAST_SILENT_STEPS,
    Math.ceil((SILENT_INTERVALS * (intervalsMs[node] ?? 0)) / stepMs),
  )
  const silences: Silence[] = []
  let silentSteps = 0
  let from = -1
  const end = (step: number): void => {
    if (silentSteps >= least)
      silences.push({
        node,
        fromMs: startMs + from * stepMs,
        toMs: step === steps ? Infinity : startMs + step * stepMs,
      })
    silentSteps = 0
    from = -1
  }
  for (let step = first; step < past; step += 1) {
    if (heard[node * stepCount + step] === 1) {
      if (from >= 0) end(step)
    } else if (deaf[step] === 0) {
      if (from < 0) from = step
      silentSteps += 1
    }
  }
  if (from >= 0 && past === steps) end(steps)
  return silences
}

/** How long a node was watched in [fromMs, toMs): while it is one of the fleet and somebody listens. */
export const watchedMs = (presence: Presence, node: number, { fromMs, toMs }: TimeSpan): number => {
  const { fromMs: firstMs, toMs: pastMs } = presence.known[node] ?? { fromMs: 0, toMs: 0 }
  const of = { fromMs: Math.max(firstMs, fromMs), toMs: Math.min(pastMs, toMs) }
  const deafMs = presence.deaf.reduce((sum, span) => sum + overlapMs(of, span), 0)
  return Math.max(0, of.toMs - of.fromMs) - deafMs
}

export const overlapMs = (one: TimeSpan, other: TimeSpan): number =>
  Math.max(0, Math.min(one.toMs, other.toMs) - Math.max(one.fromMs, other.fromMs))

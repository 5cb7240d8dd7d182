import type { TimeSpan } from './silences'
import { PathBoard, type PathState, type Side } from './path-board'
import type { PathSpan, ProbePath } from './probe'

/** An endpoint on one side, or a single path, that did not work: [fromMs, toMs). */
export interface Fault {
  side: Side | 'path'
  /** The endpoint, or the path. */
  of: number
  fromMs: number
  toMs: number
  /** The last good observation before; null where none is known. */
  lastGoodMs: number | null
}

/** Faults with less between them are one: clocks differ, and so do the moments at which probes are sent. */
const JOINED_MS = 120_000

interface Change {
  atMs: number
  path: number
  state: PathState
}

/** Silences of endpoints by number, each in order. */
export type SilenceOf = (endpoint: number) => readonly TimeSpan[]

/** Whose fault the failing probes are, from moment to moment. */
export const decompose = (
  paths: readonly ProbePath[],
  spans: readonly (readonly PathSpan[])[],
  silencesOf: SilenceOf,
): Fault[] => {
  let nowMs = -Infinity
  const isSilent = (endpoint: number): boolean =>
    silencesOf(endpoint).some(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)
  const board = new PathBoard(paths, isSilent)
  const book = new FaultBook(paths, spans, board)
  const changes = changesOf(paths, spans, silencesOf)
  for (let at = 0; at < changes.length;) {
    nowMs = changes[at]?.atMs ?? Infinity
    const touched = new Set<number>()
    for (; changes[at]?.atMs === nowMs; at += 1) {
      const { path, state } = changes[at] ?? { path: -1, state: null }
      if (state !== null) board.set(path, state)
      touched.add(path)
    }
    book.note(touched, nowMs)
  }
  return book.finish()
}

/** A path is looked at again where it changes, and where its target falls silent or is heard again. */
const changesOf = (
  paths: readonly ProbePath[],
  spans: readonly (readonly PathSpan[])[],
  silencesOf: SilenceOf,
): (Change | (Omit<Change, 'state'> & { state: null }))[] => {
  const changes = spans.flatMap((ofPath, path) =>
    ofPath.flatMap(({ isBad, fromMs, toMs }, at) => [
      { atMs: fromMs, path, state: isBad ? ('bad' as const) : ('good' as const) },
      ...(ofPath[at + 1]?.fromMs === toMs ? [] : [{ atMs: toMs, path, state: 'unknown' as const }]),
    ]),
  )
  const looks = paths.flatMap(({ target }, path) =>
    silencesOf(target).flatMap(({ fromMs, toMs }) => [
      { atMs: fromMs, path, state: null },
      { atMs: toMs, path, state: null },
    ]),
  )
  return [...changes, ...looks].filter(({ atMs }) => atMs < Infinity).sort((a, b) => a.atMs - b.atMs)
}

/** What is out now, and what was. */
class FaultBook {
  private readonly open = new Map<string, Fault>()
  private readonly closed = new Map<string, Fault[]>()

  constructor(
    private readonly paths: readonly ProbePath[],
    private readonly spans: readonly (readonly PathSpan[])[],
    private readonly board: PathBoard,
  ) {}

  note(changed: ReadonlySet<number>, nowMs: number): void {
    const ends = [...changed].flatMap((path) => {
      const { source, target } = this.paths[path] ?? { source: -1, target: -1 }
      return [source, target]
    })
    const endpoints = new Set([...new Set(ends)].flatMap((end) => this.board.around(end)))
    const touched = new Set<number>(changed)
    for (const endpoint of endpoints)
      for (const side of ['source', 'target'] as const) {
        const isNew = this.mark(side, endpoint, this.board.isOut(endpoint, side), nowMs)
        if (isNew) for (const path of this.board.pathsOf(endpoint, side)) touched.add(path)
      }
    for (const path of touched) this.mark('path', path, this.board.isPathOut(path), nowMs)
  }

  /** Answers whether that is new. */
  private mark(side: Fault['side'], of: number, isOut: boolean, nowMs: number): boolean {
    const key = `${side} ${String(of)}`
    const open = this.open.get(key)
    if (isOut === (open !== undefined)) return false
    if (open === undefined) this.open.set(key, this.begin(side, of, nowMs))
    else {
      this.open.delete(key)
      this.close(key, { ...open, toMs: nowMs })
    }
    return true
  }

  /** It began with the first failed probe after the last good one, though others agreed only later. */
  private begin(side: Fault['side'], of: number, nowMs: number): Fault {
    const paths = side === 'path' ? [of] : this.board.pathsOf(of, side)
    const bad = paths.flatMap((path) => (this.board.isBad(path) ? (this.spanAt(path, nowMs) ?? []) : []))
    const goods = bad.flatMap(({ lastGoodMs }) => lastGoodMs ?? [])
    const lastGoodMs = goods.length === 0 ? null : Math.max(...goods)
    const begins = bad.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > (lastGoodMs ?? -Infinity))
    return { side, of, fromMs: Math.min(nowMs, ...begins), toMs: Infinity, lastGoodMs }
  }

  private spanAt(path: number, nowMs: number): PathSpan | undefined {
    return this.spans[path]?.find(({ fromMs, toMs }) => fromMs <= nowMs && nowMs < toMs)
  }

  private close(key: string, fault: Fault): void {
    const before = this.closed.get(key) ?? []
    const last = before.at(-1)
    if (last !== undefined && fault.fromMs - last.toMs <= JOINED_MS) last.toMs = fault.toMs
    else before.push(fault)
    this.closed.set(key, before)
  }

  finish(): Fault[] {
    for (const [key, fault] of this.open) this.close(key, fault)
    this.open.clear()
    return [...this.closed.values()].flat().sort((one, other) => one.fromMs - other.fromMs)
  }
}

import { InvalidInputError } from '@/lib/core/errors'
import { frameName } from '@/lib/core/profiles/frame-name'
import type { Moments } from '@/lib/core/profiles/moments'
import { ROOT } from '@/lib/core/profiles/stack-tree'
import { StackTreeBuilder } from '@/lib/core/profiles/stack-tree-builder'
import { DAY_MS } from '@/lib/core/times'
import { PROFILE_LIMITS, type DecodedProfile, type PartRefusal, type ProfileFormat } from './decoded-profile'

/** The deepest that common profilers record; what is deeper is a function that calls itself without end. */
const MOST_DEPTH = 1024
const DEEPER = '(deeper frames)'
const FURTHER = '(further stacks)'
/** The rest is for saying where stacks were cut. */
const MOST_NODES_OF_STACKS = 0.9 * PROFILE_LIMITS.mostNodes
const MOST_REFUSALS_TOLD = 100
const MOST_MOMENTS = 1_000_000
const TENTHS_A_MS = 10

export interface ProfileFacts {
  format: ProfileFormat
  type: string
  unit: string
  startMs?: number | null
  lengthMs?: number | null
}

/** What decoders put stacks into, one after the other. */
export class ProfileCollector {
  private readonly builder = new StackTreeBuilder(PROFILE_LIMITS)
  private readonly frameIds = new Map<string, number>()
  private readonly momentsMs: number[] = []
  private readonly momentNodes: number[] = []
  private readonly refusals: PartRefusal[] = []
  private accepted = 0
  private refused = 0
  private readonly notes: Record<string, number> = {}

  /** The outermost frame first; where there is no room for it, a frame says that it was cut. */
  stack(names: readonly string[]): number {
    let node = ROOT
    for (const name of names.slice(0, MOST_DEPTH)) {
      const child = this.builder.childIfRoom(node, this.frame(name), MOST_NODES_OF_STACKS)
      if (child === null) {
        this.note(`stacks cut, because more than ${String(MOST_NODES_OF_STACKS)} differ`)
        return this.builder.childIfRoom(node, this.frame(FURTHER)) ?? node
      }
      node = child
    }
    if (names.length <= MOST_DEPTH) return node
    this.note(`stacks cut to ${String(MOST_DEPTH)} frames`)
    return this.builder.childIfRoom(node, this.frame(DEEPER)) ?? node
  }

  take(node: number, weight: number): void {
    this.builder.add(node, weight)
    this.accepted += 1
  }

  /** When the sample that was just taken was. */
  at(node: number, atMs: number): void {
    if (this.momentsMs.length >= MOST_MOMENTS)
      throw new InvalidInputError(`the profile has more than ${String(MOST_MOMENTS)} samples`, {
        status: 413,
        reason: 'profile_too_large',
      })
    this.momentsMs.push(atMs)
    this.momentNodes.push(node)
  }

  refuse(index: number, reason: string): void {
    this.refused += 1
    if (this.refusals.length < MOST_REFUSALS_TOLD) this.refusals.push({ index, reason })
  }

  /** Something was left out that is no fault of the body. */
  note(what: string): void {
    this.notes[what] = (this.notes[what] ?? 0) + 1
  }

  /** A body of which most is refused is something else. */
  finish({ format, type, unit, startMs = null, lengthMs = null }: ProfileFacts): DecodedProfile {
    const { accepted, refused, refusals, notes } = this
    if (accepted === 0 || refused > accepted) throw notA(format, accepted, refusals)
    const moments = this.momentsMs.length === 0 ? null : this.toMoments()
    const spanMs = moments === null ? lengthMs : (moments.offsets.at(-1) ?? 0) / TENTHS_A_MS
    const facts = { format, type, unit, startMs, lengthMs: lengthMs ?? spanMs }
    return { ...facts, tree: this.builder.build(), moments, accepted, refused, refusals, notes }
  }

  private frame(text: string): number {
    const known = this.frameIds.get(text)
    if (known !== undefined) return known
    const id = this.builder.frame(frameName(text) || '(no name)')
    this.frameIds.set(text, id)
    return id
  }

  private toMoments(): Moments {
    const order = Array.from(this.momentsMs.keys()).sort(
      (one, other) => (this.momentsMs[one] ?? 0) - (this.momentsMs[other] ?? 0),
    )
    const firstMs = this.momentsMs[order[0] ?? 0] ?? 0
    if ((this.momentsMs[order.at(-1) ?? 0] ?? 0) - firstMs > DAY_MS)
      throw new InvalidInputError('the samples of a profile lie within a day', { reason: 'profile_too_long' })
    return {
      offsets: Uint32Array.from(order, (at) => ((this.momentsMs[at] ?? 0) - firstMs) * TENTHS_A_MS),
      nodes: Uint32Array.from(order, (at) => this.momentNodes[at] ?? ROOT),
    }
  }
}

const notA = (format: ProfileFormat, accepted: number, refusals: readonly PartRefusal[]) => {
  const [first] = refusals
  const example =
    first === undefined ? '' : `; the first that was refused is ${String(first.index)}: ${first.reason}`
  return new InvalidInputError(
    accepted === 0 && refusals.length === 0
      ? `the body holds no stack (read as ${format})`
      : `most of the body cannot be read as ${format}${example}`,
    { reason: accepted === 0 && refusals.length === 0 ? 'empty_profile' : 'malformed_profile' },
  )
}

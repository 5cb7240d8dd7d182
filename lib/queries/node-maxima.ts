import type { CacheKind } from '../core/byte-cache'
import type { MetricId } from '../core/checklist/types'
import { addMaxima, binsOf, createBinMaxima, type BinMaxima } from '../core/fold'
import { groupBy } from '../core/group-by'
import type { LocalDays } from '../core/local-days'
import type { NodeRow } from '../store/nodes'
import { readRollParts, type PartsBlock } from '../store/roll-parts'
import type { Snapshot } from '../store/snapshot'
import type { GroupState } from '../store/store-state'
import { timedSync } from '@/lib/telemetry/timing'

/** Called again and again during long work; throws where nobody waits for it any more. */
export type Checkpoint = (doneShare?: number) => void

/** The days of each node in turn; a node that never told the metric has none. */
export const visitNodeMaxima = async (
  snapshot: Snapshot,
  metric: MetricId,
  nodes: readonly NodeRow[],
  days: LocalDays,
  checkpoint: Checkpoint,
  visit: (node: NodeRow, maxima: BinMaxima) => void,
): Promise<void> => {
  const bins = binsOf(days)
  for (const [groupId, ofGroup] of groupBy(nodes, (node) => node.groupId)) {
    checkpoint()
    const group = snapshot.state.groups.get(groupId)
    if (group === undefined) continue
    const { placeOf, maxima } = await readMaxima(snapshot, group, metric, ofGroup, days, checkpoint)
    timedSync('compute', () => {
      for (const node of ofGroup) {
        checkpoint()
        const place = placeOf[node.slot] ?? -1
        if (place >= 0) visit(node, maxima.subarray(place * bins, (place + 1) * bins))
      }
    })
  }
}

/** Of some slots of a group. */
interface GroupMaxima {
  days: LocalDays
  /** The place of each slot among the maxima, -1 for none. */
  placeOf: Int32Array
  maxima: BinMaxima
}

const KEPT: CacheKind<GroupMaxima> = {
  name: 'maxima',
  bytesOf: ({ days, placeOf, maxima }) => maxima.byteLength + placeOf.byteLength + days.placeOf.byteLength,
}

/** Whole groups are kept, because who looks at the clock of a metric asks for it again by other days, groups and nodes. */
const readMaxima = async (
  snapshot: Snapshot,
  { groupId, sealedVersion }: GroupState,
  metric: MetricId,
  nodes: readonly NodeRow[],
  days: LocalDays,
  checkpoint: Checkpoint,
): Promise<GroupMaxima> => {
  const key = [groupId, metric, days.fromMs, days.toMs, days.firstDay].join(' ')
  const kept = snapshot.cache.get(KEPT, key, sealedVersion)
  if (kept !== undefined && isSameClock(kept.days, days)) return kept
  const blocks = await readBlocks(snapshot, groupId, metric, days)
  const all = slotsOf(blocks)
  const canKeep = all.length * binsOf(days) * BYTES_PER_BIN <= snapshot.cache.capacityBytes / 2
  const slots = canKeep ? all : Int32Array.from(nodes, ({ slot }) => slot)
  const assembled = timedSync('compute', () => assemble(blocks, slots, days, checkpoint))
  if (canKeep) snapshot.cache.set(KEPT, key, sealedVersion, assembled)
  return assembled
}

const BYTES_PER_BIN = 4

/** Two zones may begin and end a span of days alike, and differ in between. */
const isSameClock = (one: LocalDays, other: LocalDays): boolean =>
  one.placeOf.every((place, step) => place === other.placeOf[step])

/** The highest values alone are a quarter of what blocks hold. */
const readBlocks = (snapshot: Snapshot, groupId: number, metric: MetricId, days: LocalDays) =>
  readRollParts(snapshot, 'roll_5m', {
    groupIds: [groupId],
    metrics: [metric],
    scope: 'node',
    windows: [days],
    parts: ['max'],
  })

const slotsOf = (blocks: readonly PartsBlock[]): Int32Array => {
  const slots = new Set<number>()
  for (const directory of new Set(blocks.map((block) => block.directory)))
    for (const slot of directory.nodeSlots) slots.add(slot)
  return Int32Array.from(slots).sort()
}

const assemble = (
  blocks: readonly PartsBlock[],
  slots: Int32Array,
  days: LocalDays,
  checkpoint: Checkpoint,
): GroupMaxima => {
  const placeOf = new Int32Array(slots.reduce((most, slot) => Math.max(most, slot + 1), 0)).fill(-1)
  slots.forEach((slot, place) => {
    placeOf[slot] = place
  })
  const maxima = createBinMaxima(days, slots.length)
  for (const { directory, startMs, stepCount, parts } of blocks) {
    checkpoint()
    const [max] = parts
    const places = Int32Array.from(directory.nodeSlots, (slot) => placeOf[slot] ?? -1)
    if (max !== undefined) addMaxima(maxima, { startMs, stepCount, max }, places, days)
  }
  return { days, placeOf, maxima }
}

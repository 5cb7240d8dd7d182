import { COUNT, MAX, MIN, PARTS, SUM } from '@/lib/core/node-parts'
import { createMatrix } from '@/lib/core/rollup'
import type { RollMatrix } from '@/lib/core/rollup'
import type { Scope } from '@/lib/store/block'
import { hotPayload } from '@/lib/store/hot-codec'
import type { HotMinute } from '@/lib/store/hot'
import type { RollBlock } from '@/lib/store/roll-rows'
import type { BucketNodes, NodeValues } from './bucket-nodes'
import { SharedDirectories } from './shared-directories'
import { fits, layOut } from './value-layout'
import type { MetricLayout, ValueLayout } from './value-layout'
import { BUCKET_MS, MINUTE_MS } from '@/lib/core/times'

const STEPS = BUCKET_MS / MINUTE_MS
const NO_CELLS = new Float64Array()

/** The payload of a hot minute, to be filled in. */
interface HotPage {
  layout: ValueLayout
  scope: Scope
  metrics: readonly MetricLayout[]
  payload: Buffer
  floats: Float32Array
}

function createPage(layout: ValueLayout, scope: Scope): HotPage {
  const metrics = layout.metrics.filter((own) => own.scope === scope)
  return { layout, scope, metrics, ...hotPayload(metrics) }
}

/** Turns the values of nodes into matrices of metrics. What a fleet measures rarely changes, so its layout is kept. */
export class ValueCollector {
  private readonly directories = new SharedDirectories()
  private layout: ValueLayout | null = null
  private readonly chosen = new WeakMap<MetricLayout, { columns: readonly number[]; layout: MetricLayout }>()
  private freePages: HotPage[] = []
  private takenPages: HotPage[] = []

  /** Only the columns in which anything is measured. */
  toBlocks(bucket: BucketNodes): RollBlock[] {
    return this.layoutOf(bucket).metrics.flatMap((own) => {
      const columns = measuredColumns(own, bucket.values)
      if (columns.length === 0) return []
      const chosen = columns.length === own.results.length ? own : this.choose(own, columns)
      const matrix = toMatrix(chosen, bucket)
      return [{ metric: own.metric, scope: own.scope, directory: chosen.directory, matrix }]
    })
  }

  /** All columns, so that the directories stay the same from one minute to the next. */
  toHotMinute(bucket: BucketNodes, scope: Scope, startMs: number): HotMinute {
    const page = this.takePage(this.layoutOf(bucket), scope)
    const step = (startMs - bucket.bucketMs) / MINUTE_MS
    let at = 0
    for (const own of page.metrics) at = writeMinute(own, bucket.values, step, page.floats, at)
    return { scope, startMs, payload: page.payload }
  }

  /** What was handed out as hot minutes is written, so that its memory can be used again. */
  releasePages(): void {
    this.freePages = this.freePages.concat(this.takenPages).filter(({ layout }) => layout === this.layout)
    this.takenPages = []
  }

  private takePage(layout: ValueLayout, scope: Scope): HotPage {
    const at = this.freePages.findIndex((page) => page.layout === layout && page.scope === scope)
    const page = this.freePages.splice(at, at < 0 ? 0 : 1)[0] ?? createPage(layout, scope)
    this.takenPages.push(page)
    return page
  }

  private layoutOf({ values }: BucketNodes): ValueLayout {
    if (this.layout === null || !fits(this.layout, values)) this.layout = layOut(values, this.directories)
    return this.layout
  }

  /** What of a metric is measured rarely changes either. */
  private choose(own: MetricLayout, columns: readonly number[]): MetricLayout {
    const known = this.chosen.get(own)
    if (known && isSame(known.columns, columns)) return known.layout
    const nodeSlots = Uint16Array.from(columns, (column) => own.directory.nodeSlots[column] ?? 0)
    const devices = columns.map((column) => own.directory.devices[column] ?? '')
    const results = Uint16Array.from(columns, (column) => own.results[column] ?? 0)
    const layout = { ...own, directory: this.directories.share({ nodeSlots, devices }), results }
    this.chosen.set(own, { columns, layout })
    return layout
  }
}

const isSame = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((column, at) => column === b[at])

const cellsOf = (values: readonly (NodeValues | undefined)[], nodeSlot: number): Float64Array =>
  values[nodeSlot]?.parts.cells ?? NO_CELLS

function measuredColumns(
  { directory, results }: MetricLayout,
  values: readonly (NodeValues | undefined)[],
): number[] {
  const columns: number[] = []
  for (let column = 0; column < results.length; column++) {
    const cells = cellsOf(values, directory.nodeSlots[column] ?? 0)
    let at = (results[column] ?? 0) * STEPS * PARTS
    const end = at + STEPS * PARTS
    while (at < end && cells[at + COUNT] === 0) at += PARTS
    if (at < end) columns.push(column)
  }
  return columns
}

function toMatrix({ directory, results }: MetricLayout, { bucketMs, values }: BucketNodes): RollMatrix {
  const slotCount = results.length
  const matrix = createMatrix({ startMs: bucketMs, stepMs: MINUTE_MS, stepCount: STEPS, slotCount })
  const { count, sum, min, max } = matrix
  for (let column = 0; column < slotCount; column++) {
    const cells = cellsOf(values, directory.nodeSlots[column] ?? 0)
    let from = (results[column] ?? 0) * STEPS * PARTS
    for (let at = column; at < count.length; at += slotCount, from += PARTS) {
      const known = cells[from + COUNT] ?? 0
      if (known === 0) continue
      count[at] = known
      sum[at] = cells[from + SUM] ?? 0
      min[at] = cells[from + MIN] ?? NaN
      max[at] = cells[from + MAX] ?? NaN
    }
  }
  return matrix
}

/** Count, sum, min and max of one minute, one after the other; answers the index behind them. */
function writeMinute(
  { directory, results }: MetricLayout,
  values: readonly (NodeValues | undefined)[],
  step: number,
  floats: Float32Array,
  start: number,
): number {
  const slotCount = results.length
  for (let column = 0; column < slotCount; column++) {
    const cells = cellsOf(values, directory.nodeSlots[column] ?? 0)
    const from = ((results[column] ?? 0) * STEPS + step) * PARTS
    const known = cells[from + COUNT] ?? 0
    const at = start + column
    floats[at] = known
    floats[at + slotCount] = cells[from + SUM] ?? 0
    floats[at + 2 * slotCount] = known === 0 ? NaN : (cells[from + MIN] ?? NaN)
    floats[at + 3 * slotCount] = known === 0 ? NaN : (cells[from + MAX] ?? NaN)
  }
  return start + PARTS * slotCount
}

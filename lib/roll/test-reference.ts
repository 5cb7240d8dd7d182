import { METRIC_IDS } from '@/lib/core/checklist/checklist'
import { compileNode } from '@/lib/core/compile-node'
import { evaluateNode } from '@/lib/core/evaluate-node'
import { sortColumn } from '@/lib/core/merge-samples'
import { MAX_RATE_GAP_MS } from '@/lib/core/rates'
import { createMatrix, foldSteps } from '@/lib/core/rollup'
import { accumulate } from '@/lib/core/test-accumulate'
import type { RollMatrix } from '@/lib/core/rollup'
import type { Column, SeriesDescriptor } from '@/lib/core/series'
import { readBlocks } from '@/lib/store/blocks'
import type { BlockTable, RollTable } from '@/lib/store/block'
import { cutColumn, readChunks } from '@/lib/store/chunks'
import type { Reader } from '@/lib/store/reader'

export interface PlacedSeries extends SeriesDescriptor {
  seriesId: number
  slot: number
}

export interface Sample {
  seriesId: number
  timeMs: number
  value: number
}

/** Text of every sample or cell that is kept, comparable and readable in a failure. */
export type Contents = Map<string, string>

const BUCKET_MS = 300_000
const MINUTE_MS = 60_000

const bitsOf = (value: number): string =>
  new BigUint64Array(Float64Array.of(value).buffer)[0]?.toString(16) ?? ''

/** The unique samples, by the rule of the domain: of two values the larger bit pattern. */
export function toColumns(samples: readonly Sample[]): Map<number, Column> {
  const bySeries = new Map<number, Sample[]>()
  for (const sample of samples)
    bySeries.set(sample.seriesId, [...(bySeries.get(sample.seriesId) ?? []), sample])
  const columns = new Map<number, Column>()
  for (const [seriesId, own] of bySeries) {
    const timesMs = Float64Array.from(own, ({ timeMs }) => timeMs)
    columns.set(
      seriesId,
      sortColumn(
        timesMs,
        Float64Array.from(own, ({ value }) => value),
      ).column,
    )
  }
  return columns
}

export function contentsOfColumns(columns: ReadonlyMap<number, Column>): Contents {
  const contents: Contents = new Map()
  for (const [seriesId, { timesMs, values }] of columns)
    timesMs.forEach((timeMs, i) => contents.set(`${seriesId} ${timeMs}`, bitsOf(values[i] ?? 0)))
  return contents
}

/** What the roll-ups of these samples must be, straight from the core. */
export function expectedCells(
  series: readonly PlacedSeries[],
  columns: ReadonlyMap<number, Column>,
  table: RollTable,
): Contents {
  const cells: Contents = new Map()
  for (const bucketMs of bucketsOf(columns))
    for (const slot of new Set(series.map((own) => own.slot))) {
      const active = series.flatMap((own) => {
        const column = own.slot === slot ? columns.get(own.seriesId) : undefined
        const cut = column && cutColumn(column, bucketMs - MAX_RATE_GAP_MS, bucketMs + BUCKET_MS)
        return cut && cut.timesMs.length > 0 ? [{ ...own, cut }] : []
      })
      const window = { fromMs: bucketMs, toMs: bucketMs + BUCKET_MS }
      for (const { metric, device, timesMs, values } of evaluateNode(
        compileNode(active),
        active.map(({ cut }) => cut),
        window,
      )) {
        const matrix = createMatrix({ startMs: bucketMs, stepMs: MINUTE_MS, stepCount: 5, slotCount: 1 })
        accumulate(matrix, 0, timesMs, values)
        addCells(
          cells,
          table === 'roll_1m' ? matrix : foldSteps(matrix, 5),
          () => `${metric} ${slot} ${device}`,
        )
      }
    }
  return cells
}

function bucketsOf(columns: ReadonlyMap<number, Column>): Set<number> {
  const buckets = new Set<number>()
  for (const { timesMs } of columns.values())
    for (const timeMs of timesMs) buckets.add(Math.floor(timeMs / BUCKET_MS) * BUCKET_MS)
  return buckets
}

function addCells(cells: Contents, matrix: RollMatrix, nameOf: (slot: number) => string): void {
  const { startMs, stepMs, slotCount } = matrix
  matrix.count.forEach((count, at) => {
    if (count === 0) return
    const key = `${nameOf(at % slotCount)} ${startMs + Math.floor(at / slotCount) * stepMs}`
    if (cells.has(key)) throw new Error(`two blocks hold the cell ${key}`)
    cells.set(key, [count, matrix.sum[at], matrix.min[at], matrix.max[at]].join(' '))
  })
}

export async function readCells(
  reader: Reader,
  table: BlockTable,
  range: { fromMs: number; toMs: number },
): Promise<Contents> {
  const cells: Contents = new Map()
  for (const scope of ['node', 'device'] as const)
    for (const block of await readBlocks(reader, { table, metrics: METRIC_IDS, scope, ...range }))
      addCells(
        cells,
        block,
        (slot) => `${block.metric} ${block.directory.nodeSlots[slot]} ${block.directory.devices[slot]}`,
      )
  return cells
}

export const readSamples = async (
  reader: Reader,
  groupId: number,
  range: { fromMs: number; toMs: number },
): Promise<Contents> => contentsOfColumns(await readChunks(reader, groupId, range))

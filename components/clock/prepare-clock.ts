import type { HeatMapPositions } from '@/components/charts/heat-map-image'
import { createHeatScale, type HeatScale } from '@/components/charts/heat-map-scale'
import type { ClockAnswer, ClockNode } from '@/lib/contract/clock'
import type { HeatMapBands } from '@/lib/contract/heat-map'
import type { ClockRowOrder, ClockValue } from '@/lib/contract/view-choices'
import { metricById } from '@/lib/core/checklist/checklist'
import type { MetricId, Unit } from '@/lib/core/checklist/types'
import { peakBin } from '@/lib/core/clock-phase'
import { fleetBands } from '@/lib/core/fleet-bands'
import type { HeatCells, HeatRow } from '@/lib/core/heat-cells'
import { BINS_PER_DAY } from '@/lib/core/local-days'
import {
  orderByGroup,
  orderByName,
  orderByPhase,
  orderBySimilarity,
  orderByValue,
  type OrderedRows,
} from '@/lib/core/row-order'

/** What is drawn of a metric on the clock: the metric itself, or a share of days or nodes. */
export interface DrawnValue {
  title: string
  unit: Unit
  higherIsWorse: boolean
  warn: number | null
  bad: number | null
}

/** Few nodes or days are still to be seen. */
const LEAST_TOP_SHARE = 0.1

const SHARE = { unit: 'ratio', higherIsWorse: true, warn: null, bad: null } as const

export const drawnMetric = (id: MetricId, title: string): DrawnValue => {
  const metric = metricById(id)
  return {
    title,
    unit: metric?.unit ?? 'items',
    higherIsWorse: metric?.higherIsWorse ?? true,
    warn: metric?.threshold?.warn ?? null,
    bad: metric?.threshold?.bad ?? null,
  }
}

export const drawnShare = (title: string): DrawnValue => ({ ...SHARE, title })

const CLOCK_VALUE_TITLES: Record<ClockValue, string> = {
  share: 'Share of days above the node’s own threshold',
  mean: 'Mean of the days',
  p95: '95th percentile of the days',
  max: 'Highest of the days',
}

const BINS_OF: Record<ClockValue, (node: ClockNode) => readonly (number | null)[]> = {
  share: ({ exceedShare }) => exceedShare,
  mean: ({ mean }) => mean,
  p95: ({ p95 }) => p95,
  max: ({ max }) => max,
}

/** Rows of five minutes, ready to be drawn. */
export interface DrawnCells {
  drawn: DrawnValue
  cells: HeatCells
  scale: HeatScale
  positions: HeatMapPositions
}

const highestOf = (values: Float64Array): number | null =>
  values.reduce<number | null>(
    (highest, value) => (value === value && (highest === null || value > highest) ? value : highest),
    null,
  )

export const drawCells = (rows: readonly (readonly (number | null)[])[], drawn: DrawnValue): DrawnCells => {
  const values = new Float64Array(rows.length * BINS_PER_DAY).fill(NaN)
  rows.forEach((bins, row) => {
    bins.forEach((value, bin) => {
      if (value !== null) values[row * BINS_PER_DAY + bin] = value
    })
  })
  const shape = { rowCount: rows.length, stepCount: BINS_PER_DAY }
  const scale = scaleOf(drawn, highestOf(values))
  const positions = Float32Array.from(values, (value) => (value === value ? scale.positionOf(value) : NaN))
  return { drawn, cells: { ...shape, values }, scale, positions: { ...shape, positions } }
}

/** What is never judged is drawn up to its highest value, a share as well. */
const scaleOf = (drawn: DrawnValue, highest: number | null): HeatScale =>
  drawn.unit === 'ratio' && drawn.warn === null
    ? createHeatScale({ ...drawn, unit: 'items', highest: Math.max(highest ?? 0, LEAST_TOP_SHARE) })
    : createHeatScale({ ...drawn, highest })

/** The answer, ready to be ordered and drawn. */
export interface ClockMap extends DrawnCells {
  answer: ClockAnswer
  rows: HeatRow[]
  /** By row, when on the clock it peaks; null where no time differs from another. */
  peaks: (number | null)[]
  bands: HeatMapBands
  /** By bin, the share of measured days of all nodes on which they lie above their thresholds: one row. */
  fleet: DrawnCells
}

export const prepareClock = (answer: ClockAnswer, value: ClockValue): ClockMap => {
  const title = CLOCK_VALUE_TITLES[value]
  const drawn = value === 'share' ? drawnShare(title) : drawnMetric(answer.metric, title)
  const map = drawCells(answer.nodes.map(BINS_OF[value]), drawn)
  const rows = answer.nodes.map((_, row) => rowOf(map.cells, row, drawn.higherIsWorse))
  return {
    ...map,
    answer,
    rows,
    peaks: rows.map((_, row) => peakBin(valuesOf(map.cells, row))),
    bands: bandsOf(map.cells, drawn.higherIsWorse),
    fleet: drawCells([fleetShare(answer.nodes)], drawnShare('Share of all days of all nodes')),
  }
}

const valuesOf = ({ values, stepCount }: HeatCells, row: number): Float64Array =>
  values.subarray(row * stepCount, (row + 1) * stepCount)

const rowOf = (cells: HeatCells, row: number, higherIsWorse: boolean): HeatRow => {
  const measured = valuesOf(cells, row).filter((value) => value === value)
  const worst = higherIsWorse ? highestOf(measured) : lowestOf(measured)
  return { worst, last: null, onset: null }
}

const lowestOf = (values: Float64Array): number | null => (values.length === 0 ? null : Math.min(...values))

const orNull = (values: Float64Array): (number | null)[] =>
  Array.from(values, (value) => (value === value ? value : null))

const bandsOf = (cells: HeatCells, higherIsWorse: boolean): HeatMapBands => {
  const { p10, p50, p90, worst, measured } = fleetBands(cells, higherIsWorse)
  return {
    p10: orNull(p10),
    p50: orNull(p50),
    p90: orNull(p90),
    worst: orNull(worst),
    measured: Array.from(measured),
  }
}

const fleetShare = (nodes: readonly ClockNode[]): (number | null)[] =>
  Array.from({ length: BINS_PER_DAY }, (_, bin) => {
    let above = 0
    let measured = 0
    for (const { exceedShare, days } of nodes) {
      const ofNode = days[bin] ?? 0
      measured += ofNode
      above += (exceedShare[bin] ?? 0) * ofNode
    }
    return measured === 0 ? null : above / measured
  })

export const orderClockRows = (map: ClockMap, order: ClockRowOrder): Int32Array => {
  const { nodes } = map.answer
  const input: OrderedRows = {
    rows: map.rows,
    names: nodes.map(({ name }) => name),
    higherIsWorse: map.drawn.higherIsWorse,
  }
  switch (order) {
    case 'phase':
      return orderByPhase(input, map.peaks)
    case 'value':
      return orderByValue(input)
    case 'similarity':
      return orderBySimilarity(input, { ...map.cells, values: Float64Array.from(map.positions.positions) })
    case 'group':
      return orderByGroup(
        input,
        nodes.map(({ group }) => group),
      )
    case 'name':
      return orderByName(input)
  }
}

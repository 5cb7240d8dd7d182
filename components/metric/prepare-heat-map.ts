import type { HeatMapPositions } from '@/components/charts/heat-map-image'
import { createHeatScale, type HeatScale } from '@/components/charts/heat-map-scale'
import type { HeatMapAnswer } from '@/lib/contract/heat-map'
import type { RowOrder } from '@/lib/contract/view-choices'
import type { HeatCells, HeatRow } from '@/lib/core/heat-cells'
import {
  orderByGroup,
  orderByName,
  orderByOnset,
  orderBySimilarity,
  orderByValue,
  type OrderedRows,
} from '@/lib/core/row-order'
import { decodeCells } from '@/lib/core/three-digits'

/** The answer, ready to be ordered and drawn. */
export interface HeatMap {
  answer: HeatMapAnswer
  cells: HeatCells
  rows: HeatRow[]
  scale: HeatScale
  positions: HeatMapPositions
}

const decodeAll = ({ cells: texts, stepCount }: HeatMapAnswer): HeatCells => {
  const values = new Float64Array(texts.length * stepCount).fill(NaN)
  texts.forEach((text, row) => {
    decodeCells(text, values, row * stepCount, stepCount)
  })
  return { rowCount: texts.length, stepCount, values }
}

const toRows = ({ nodes, window, stepMs }: HeatMapAnswer): HeatRow[] =>
  nodes.id.map((_, row) => {
    const onsetMs = nodes.onsetMs[row] ?? null
    const verdict = nodes.onsetVerdict[row] ?? null
    return {
      worst: nodes.worst[row] ?? null,
      last: nodes.last[row] ?? null,
      onset:
        onsetMs === null || verdict === null
          ? null
          : { step: Math.round((onsetMs - window.fromMs) / stepMs), verdict },
    }
  })

const highestOf = ({ values }: HeatCells): number | null => {
  let highest: number | null = null
  for (const value of values) if (value === value && (highest === null || value > highest)) highest = value
  return highest
}

const place = ({ rowCount, stepCount, values }: HeatCells, { positionOf }: HeatScale): HeatMapPositions => {
  const positions = new Float32Array(values.length)
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    positions[at] = value === value ? positionOf(value) : NaN
  }
  return { rowCount, stepCount, positions }
}

export const prepareHeatMap = (answer: HeatMapAnswer): HeatMap => {
  const cells = decodeAll(answer)
  const scale = createHeatScale({ ...answer.metric, highest: highestOf(cells) })
  return { answer, cells, rows: toRows(answer), scale, positions: place(cells, scale) }
}

/** Rows look alike where their colours do, so one extreme value does not decide the order of all. */
const coloursOf = ({ positions, cells }: HeatMap): HeatCells => ({
  ...cells,
  values: Float64Array.from(positions.positions),
})

export const orderRows = (map: HeatMap, order: RowOrder): Int32Array => {
  const { nodes, metric } = map.answer
  const input: OrderedRows = { rows: map.rows, names: nodes.name, higherIsWorse: metric.higherIsWorse }
  switch (order) {
    case 'value':
      return orderByValue(input)
    case 'onset':
      return orderByOnset(input)
    case 'similarity':
      return orderBySimilarity(input, coloursOf(map))
    case 'group':
      return orderByGroup(input, nodes.group)
    case 'name':
      return orderByName(input)
  }
}

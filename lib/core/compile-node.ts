import { bindExpression } from './bind-expression'
import { METRIC_SHAPES, SOURCE_SHAPES } from './checklist/series-uses'
import type { MetricDefinition, MetricId, ResourceId } from './checklist/types'
import { networkParents, parentByName } from './devices'
import { groupSeries, type ShapeGroups } from './group-series'
import { ProgramBuilder, type InputRow, type Program, type Step } from './program'
import type { SeriesDescriptor } from './series'
import { NODE_DEVICE } from './use-sample'

/** A row of the program that is a result. */
export interface ResultRow {
  metric: MetricId
  device: string
  row: number
}

/** How the series of a node become its metrics. Depends on nothing but the series: keep it. */
export interface NodePlan {
  seriesCount: number
  inputs: readonly InputRow[]
  steps: readonly Step[]
  results: readonly ResultRow[]
}

interface BoundDevice {
  listed: boolean
  row: number
}
/** The rows of a shape by device. */
type BoundShape = ReadonlyMap<string, BoundDevice>
/** The sources of a device, the preferred first. */
interface DeviceSources {
  listed: boolean
  rows: number[]
}

const bindShape = (shape: number, groups: ShapeGroups, builder: ProgramBuilder): BoundShape => {
  const bound = new Map<string, BoundDevice>()
  const expression = SOURCE_SHAPES[shape]?.source.expression
  if (expression === undefined) return bound
  for (const [device, { listed, senders }] of groups) {
    const rows: number[] = []
    for (const sender of [...senders.keys()].sort()) {
      const row = bindExpression(expression, senders.get(sender) ?? [], builder)
      if (row !== null) rows.push(row)
    }
    if (rows.length > 0) bound.set(device, { listed, row: builder.join('firstKnown', rows) })
  }
  return bound
}

const sourcesByDevice = (
  shapes: readonly number[],
  bound: readonly (BoundShape | undefined)[],
): Map<string, DeviceSources> => {
  const devices = new Map<string, DeviceSources>()
  for (const shape of shapes)
    for (const [device, { listed, row }] of bound[shape] ?? []) {
      const known = devices.get(device) ?? { listed: false, rows: [] }
      devices.set(device, known)
      known.listed ||= listed
      known.rows.push(row)
    }
  return devices
}

const isPartOfAnother = (
  resource: ResourceId,
  device: string,
  devices: ReadonlyMap<string, unknown>,
  parents: ReadonlyMap<string, string>,
): boolean => {
  const parent = (resource === 'network' ? parents.get(device) : undefined) ?? parentByName(resource, device)
  return parent !== null && devices.has(parent)
}

const aggregateOp = ({ deviceAggregation, higherIsWorse }: MetricDefinition) => {
  if (deviceAggregation === 'none') return null
  if (deviceAggregation === 'worst') return higherIsWorse ? 'highest' : 'lowest'
  return deviceAggregation === 'sum' ? 'total' : 'mean'
}

/** What describes the whole node goes before what is made of its devices. */
const addMetric = (
  metric: MetricDefinition,
  devices: ReadonlyMap<string, DeviceSources>,
  parents: ReadonlyMap<string, string>,
  builder: ProgramBuilder,
  results: ResultRow[],
): void => {
  const deciding: number[] = []
  const nodeRows: number[] = []
  for (const device of [...devices.keys()].sort()) {
    const sources = devices.get(device)
    if (sources === undefined) continue
    const row = builder.join('firstPresent', sources.rows)
    if (device === NODE_DEVICE) {
      nodeRows.push(row)
      continue
    }
    if (metric.perDevice) results.push({ metric: metric.id, device, row })
    if (!sources.listed && !isPartOfAnother(metric.resource, device, devices, parents)) deciding.push(row)
  }
  const op = aggregateOp(metric)
  if (op !== null && deciding.length > 0) nodeRows.push(builder.join(op, deciding))
  if (nodeRows.length === 0) return
  results.push({ metric: metric.id, device: NODE_DEVICE, row: builder.join('firstPresent', nodeRows) })
}

export const compileNode = (series: readonly SeriesDescriptor[]): NodePlan => {
  const builder = new ProgramBuilder()
  const bound = groupSeries(series).map((groups, shape) =>
    groups === undefined ? undefined : bindShape(shape, groups, builder),
  )
  const parents = networkParents(series)
  const drafts: ResultRow[] = []
  for (const { metric, shapes } of METRIC_SHAPES) {
    const devices = sourcesByDevice(shapes, bound)
    if (devices.size > 0) addMetric(metric, devices, parents, builder, drafts)
  }
  const { inputs, steps }: Program = builder.finish()
  const results = drafts.map((draft) => ({ ...draft, row: builder.final(draft.row) }))
  return { seriesCount: series.length, inputs, steps, results }
}

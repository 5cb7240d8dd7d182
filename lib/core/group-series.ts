import type { LabelCondition } from './checklist/expression'
import { SOURCE_SHAPES, usesOf } from './checklist/series-uses'
import type { DeviceNaming } from './checklist/types'
import { deviceRole } from './devices'
import type { Labels, SeriesDescriptor } from './series'
import { NODE_DEVICE } from './use-sample'

/** Indexes of series by selector of the shape. */
export type SelectedSeries = number[][]

export interface DeviceGroup {
  listed: boolean
  /** By what tells senders of equal series apart, such as the replica of a pair of Prometheus servers. */
  senders: Map<string, SelectedSeries>
}

/** The series of a shape by device. */
export type ShapeGroups = Map<string, DeviceGroup>

const conditionHolds = (condition: LabelCondition, labels: Labels): boolean => {
  let value = ''
  for (const label of condition.labels) {
    const found = labels[label]
    if (found === undefined) continue
    value = found
    break
  }
  if (condition.in !== undefined && !condition.in.includes(value)) return false
  return condition.notIn === undefined || !condition.notIn.includes(value)
}

const firstOf = (labels: Labels, names: readonly string[]): string => {
  for (const name of names) {
    const value = labels[name]
    if (value !== undefined && value !== '') return value
  }
  return ''
}

const deviceName = (naming: DeviceNaming | undefined, labels: Labels): string => {
  if (naming === undefined) return NODE_DEVICE
  if (naming.fixed !== undefined) return naming.fixed
  let name = ''
  for (const names of naming.labels) {
    const part = firstOf(labels, names)
    if (part !== '') name = name === '' ? part : `${name}/${part}`
  }
  const { prefix } = naming
  return prefix === undefined || name === '' || name.startsWith(prefix) ? name : `${prefix}${name}`
}

const NOTHING: ReadonlySet<string> = new Set()

const labelsKey = (sortedNames: readonly string[], labels: Labels, without: ReadonlySet<string>): string => {
  let key = ''
  for (const name of sortedNames) if (!without.has(name)) key += `${name}\u0000${labels[name]}\u0001`
  return key
}

interface KnownSeries extends SeriesDescriptor {
  index: number
  names: readonly string[]
  key: string
}

/** The series that the checklist reads, in an order that does not depend on the order given. */
const knownSeries = (series: readonly SeriesDescriptor[]): KnownSeries[] => {
  const known: KnownSeries[] = []
  series.forEach(({ name, labels }, index) => {
    if (usesOf(name).length === 0) return
    const names = Object.keys(labels).sort()
    known.push({ name, labels, index, names, key: `${name}\u0001${labelsKey(names, labels, NOTHING)}` })
  })
  return known.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.index - b.index))
}

const addSeries = (
  groups: ShapeGroups,
  device: string,
  listed: boolean,
  sender: string,
  selectorCount: number,
): SelectedSeries => {
  let group = groups.get(device)
  if (group === undefined) {
    group = { listed, senders: new Map() }
    groups.set(device, group)
  }
  group.listed ||= listed
  let selected = group.senders.get(sender)
  if (selected === undefined) {
    selected = Array.from({ length: selectorCount }, () => [])
    group.senders.set(sender, selected)
  }
  return selected
}

const groupOne = (
  { name, labels, names, index }: KnownSeries,
  byShape: (ShapeGroups | undefined)[],
): void => {
  const senders: string[] = []
  for (const use of usesOf(name)) {
    const shape = SOURCE_SHAPES[use.shape]
    if (shape === undefined || !use.where.every((condition) => conditionHolds(condition, labels))) continue
    const naming = shape.source.device
    const device = deviceName(naming, labels)
    const nameless = device === NODE_DEVICE && naming !== undefined && shape.source.kind !== 'native'
    const role = device === NODE_DEVICE ? 'decides' : deviceRole(shape.resource, device, labels)
    if (nameless || role === 'ignored') continue
    const sender = (senders[shape.mentionKey] ??= labelsKey(names, labels, shape.mentioned))
    const listed = role === 'listed' && naming?.stackedDecide !== true
    const groups = (byShape[use.shape] ??= new Map<string, DeviceGroup>())
    addSeries(groups, device, listed, sender, shape.selectors.length)[use.selector]?.push(index)
  }
}

/** By index of the shape: which series are its inputs. */
export const groupSeries = (series: readonly SeriesDescriptor[]): readonly (ShapeGroups | undefined)[] => {
  const byShape: (ShapeGroups | undefined)[] = []
  for (const known of knownSeries(series)) groupOne(known, byShape)
  return byShape
}

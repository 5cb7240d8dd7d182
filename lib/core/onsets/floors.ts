import type { Aspect, MetricDefinition, Unit } from '../checklist/types'

/** A rise smaller than this is nothing to anybody, however quiet the series is otherwise. */
const FLOORS: Readonly<Record<Unit, number>> = {
  ratio: 0.02,
  per_second: 0.05,
  bytes_per_second: 10_000,
  items: 0.2,
  seconds: 0.001,
  bytes: 1_000_000,
}

const RATIO_FLOORS: Readonly<Record<Aspect, number>> = { utilization: 0.02, saturation: 0.003, errors: 0 }

/** How far above the hours around it a value must rise at least. Of errors each one counts. */
export const onsetFloorOf = ({ aspect, unit }: Pick<MetricDefinition, 'aspect' | 'unit'>): number => {
  if (aspect === 'errors') return 0
  return unit === 'ratio' ? RATIO_FLOORS[aspect] : FLOORS[unit]
}

import { ASPECTS, RESOURCES, type Aspect, type ResourceId } from '../core/checklist/types'

type CellSort = `${ResourceId}.${Aspect}`
export type FleetSort = 'worst' | 'name' | 'change' | ResourceId | CellSort

const CELL_SORTS: readonly CellSort[] = RESOURCES.flatMap((resource) =>
  ASPECTS.map((aspect): CellSort => `${resource}.${aspect}`),
)

/**
 * `worst` first, by `name`, by the greatest `change` for the worse, worst first within one resource, or by one cell: its
 * value, or its change where the window is compared.
 */
export const FLEET_SORTS: readonly FleetSort[] = ['worst', 'name', 'change', ...RESOURCES, ...CELL_SORTS]

export const cellSort = (resource: ResourceId, aspect: Aspect): CellSort => `${resource}.${aspect}`

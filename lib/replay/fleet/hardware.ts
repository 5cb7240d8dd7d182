import type { Role } from '../signals/models'

/** Processors, and how many of them the node's service is bound to. */
export const CPU_COUNTS: Readonly<Record<Role, { all: number; bound: number }>> = {
  web: { all: 2, bound: 1 },
  worker: { all: 2, bound: 1 },
  cache: { all: 2, bound: 1 },
  db: { all: 2, bound: 1 },
  proxy: { all: 8, bound: 4 },
}

/** One gigabit. */
export const LINK_BYTES_PER_SECOND = 125_000_000

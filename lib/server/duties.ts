import type { Config } from '@/lib/config/config'

export type Role = Config['role']

/** What a process does for the fleet; health it answers always. */
export interface Duties {
  ingest: boolean
  pages: boolean
  roll: boolean
}

const DUTIES: Readonly<Record<Role, Duties>> = {
  all: { ingest: true, pages: true, roll: true },
  ingest: { ingest: true, pages: false, roll: false },
  web: { ingest: false, pages: true, roll: false },
  roll: { ingest: false, pages: false, roll: true },
}

export const dutiesOf = (role: Role): Duties => DUTIES[role]

/** Who knocked at the wrong process is told which one to ask. */
export const servedElsewhere = (path: string, role: Role): string => {
  if (role === 'all') return `there is nothing at ${path}`
  const here = `this process has USESCOPE_ROLE=${role}`
  return role === 'web'
    ? `${path} is for a process with USESCOPE_ROLE=ingest or all; ${here}`
    : `pages and questions are answered by a process with USESCOPE_ROLE=web or all; ${here}`
}

import type { ResourceId } from '../checklist/types'

/** What users and callers feel, or what rather wears a resource out. */
export type Role = 'victim' | 'suspect'

/** Errors of these are of the hardware or the kernel itself, so they may well be the cause. */
const CAUSING_ERRORS: ReadonlySet<string> = new Set(['disk', 'cpu', 'network', 'filesystem'])

/** The connections' own view of whoever is slow at the other end, or on the way. */
const FELT_BY_CALLERS: ReadonlySet<string> = new Set([
  'tcp.saturation.retransmits',
  'tcp.saturation.syn_retransmits',
  'tcp.saturation.timeouts',
])

/** Failed work is told apart from what made it fail: errors of programs, connections and those that were killed. */
export const roleOf = (metric: string): Role => {
  const [resource = '', aspect = '', name = ''] = metric.split('.')
  if (FELT_BY_CALLERS.has(metric)) return 'victim'
  if (aspect !== 'errors') return 'suspect'
  return CAUSING_ERRORS.has(resource) || name.startsWith('ecc') ? 'suspect' : 'victim'
}

export const resourceOf = (metric: string): ResourceId => asResource(metric.split('.')[0] ?? '')

/** Holds because a metric is called `<resource>.<aspect>.<name>`. */
const asResource = (text: string): ResourceId => text as ResourceId

import type { MetricId } from '@/lib/core/checklist/types'
import type { RollMatrix } from '@/lib/core/rollup'
import type { Directory } from './directory-codec'

export type Scope = 'node' | 'device'
export type RollTable = 'roll_1m' | 'roll_5m'
export type BlockTable = RollTable | 'hot'

export interface Block extends RollMatrix {
  groupId: number
  metric: MetricId
  scope: Scope
  directory: Directory
}

export interface BlockQuery {
  table: BlockTable
  /** All groups unless given. */
  groupIds?: readonly number[]
  metrics: readonly MetricId[]
  scope: Scope
  fromMs: number
  toMs: number
}

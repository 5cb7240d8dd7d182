import type { DevicesOf } from './prepare-devices'

/** One row: what moved, how strongly, and why it is told. */
export interface ExplainLine {
  key: string
  title: string
  place: string
  sentence: string
  standsOut: boolean
  /** Share of the highest score of its table, 0 to 1. */
  weight: number
  /** When it began on the clock of the page; empty where that is not known. */
  since: string
  /** Whose devices tell more; null where there are none, or it is not worth a question. */
  devices: DevicesOf | null
  href: string
}

/** Reasons that a cache keeps as a negative number in place of a series id. */
const REASONS = [
  'series_cap',
  'node_cap',
  'metric_name_missing',
  'label_name_empty',
  'labels_unsorted',
  'label_duplicate',
  'label_not_utf8',
  'label_with_nul',
  'label_name_too_long',
  'label_value_too_long',
  'too_many_labels',
] as const
export type SeriesRefusal = (typeof REASONS)[number]

export const refusalCode = (reason: SeriesRefusal): number => -1 - REASONS.indexOf(reason)

export const refusalOfCode = (code: number): SeriesRefusal => REASONS[-1 - code] ?? 'series_cap'

const PASSING: ReadonlySet<number> = new Set([refusalCode('series_cap'), refusalCode('node_cap')])

/** A cap may be raised; a bad label stays bad. */
export const isPassingRefusal = (code: number): boolean => PASSING.has(code)

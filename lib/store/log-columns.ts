/** Samples in order of arrival; times are whole milliseconds. */
export interface LogColumns {
  seriesIds: Int32Array
  timesMs: Float64Array
  values: Float64Array
}

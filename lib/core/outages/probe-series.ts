/** 1 for a probe that connected and 0 for one that did not, by target, port and protocol: a sample for each probe. */
export const PROBE_SUCCESS = 'usescope_probe_success'
/** How long a probe that connected took. */
export const PROBE_SECONDS = 'usescope_probe_duration_seconds'

export const PROBE_SERIES_PATTERN = '^usescope_probe_(success|duration_seconds)$'

/** The labels of a probe. */
export interface ProbeLabels {
  target: string
  port: string
  protocol: 'tcp' | 'icmp' | 'udp'
}

/** Where thresholds come from. */
export const USE_BUSY = 'Gregg, The USE Method: utilization beyond 70 % can begin to be a problem'
export const USE_SATURATION = 'Gregg, The USE Method: any degree of saturation can be a problem'
export const USE_ERRORS = 'Gregg, The USE Method: error counters that are not zero are worth investigating'
export const USE_LINUX = 'Gregg, USE Method: Linux Performance Checklist'
export const SIXTY_SECONDS = 'Gregg, Linux Performance Analysis in 60,000 Milliseconds (iostat)'
export const PSI_TRIGGERS =
  'Linux kernel, Documentation/accounting/psi.rst: example triggers of 50 ms (full) and 150 ms (some) in 1 s'
export const OOMD = 'systemd, oomd.conf(5)'
export const OWN_FIGURE = 'the figure is our own choice'

/** One event an hour: whoever counts events per second over minutes sees every single one above it. */
export const ANY_EVENT = 1 / 3600

const DAY_SECONDS = 86_400
export const THIRTY_DAYS_SECONDS = 30 * DAY_SECONDS
export const ONE_DAY_SECONDS = DAY_SECONDS
export const FOUR_HOURS_SECONDS = 4 * 3600

/** What node_exporter is asked to do when a collector is off. */
export const enableCollector = (name: string): string =>
  `Start node_exporter with --collector.${name}, or run the own collector.`
export const PSI_OFF =
  'Pressure needs Linux 4.20 or newer with PSI on: add psi=1 to the kernel command line where it is off by default.'
export const RUN_COLLECTOR =
  'Run node_exporter, an OpenTelemetry collector with hostmetrics, or the own collector.'

/** When something is to run on a node: its facts `timer` and `cron`, whose devices are the timers and entries. */
export interface Schedule {
  /** `OnCalendar` of systemd, the fields of cron, or what else its sender wrote. */
  when: string
  /** The zone of its clock; null where none is known. */
  zone: string | null
  /** How much later than that it may begin, at random. */
  jitterMs: number
}

const LONGEST_WHEN = 160
const WRITTEN = /^(.*); zone ([^;]+); jitter (\d+) s$/s

/** As a person can read it in a list of facts, and `parseScheduleFact` too. */
export const printScheduleFact = ({ when, zone, jitterMs }: Schedule): string =>
  `${when.slice(0, LONGEST_WHEN)}; zone ${zone ?? '?'}; jitter ${String(Math.round(jitterMs / 1000))} s`

export const parseScheduleFact = (value: string): Schedule | null => {
  const [, when, zone, seconds] = WRITTEN.exec(value) ?? []
  if (when === undefined || zone === undefined || seconds === undefined) return null
  return { when, zone: zone === '?' ? null : zone, jitterMs: Number(seconds) * 1000 }
}

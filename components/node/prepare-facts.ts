import type { CsvCell } from '@/components/ui/download-csv'
import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import type { NodeFact } from '@/lib/contract/node'
import type { Zone } from '@/lib/contract/view-choices'
import { factText } from './prepare-fact'

export interface FactRow {
  key: string
  name: string
  device: string
  value: string
  /** `changed 3 d ago`; null while it never changed. */
  changed: string | null
  since: string
  before: { value: string; span: string }[]
}

const hasChanged = ({ history }: NodeFact): boolean => history.length > 0

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

/** What changed last first, because that is asked first; then by name. */
const compareFacts = (one: NodeFact, other: NodeFact): number =>
  Number(hasChanged(other)) - Number(hasChanged(one)) ||
  (hasChanged(one) ? other.sinceMs - one.sinceMs : 0) ||
  compareText(one.name, other.name) ||
  compareText(one.device, other.device)

const toRow = (fact: NodeFact, zone: Zone, nowMs: number): FactRow => {
  const { name, device, value, sinceMs, history } = fact
  return {
    key: `${device} ${name}`,
    name,
    device,
    value: factText(name, value, zone, nowMs),
    changed: hasChanged(fact) ? `changed ${formatDuration(nowMs - sinceMs)} ago` : null,
    since: formatDateTime(sinceMs, zone),
    before: history.map(({ value: earlier, observedMs }, index) => ({
      value: factText(name, earlier, zone, nowMs),
      span: `${formatDateTime(observedMs, zone)} to ${formatDateTime(history[index - 1]?.observedMs ?? sinceMs, zone)}`,
    })),
  }
}

export const prepareFacts = (facts: readonly NodeFact[], zone: Zone, nowMs: number): FactRow[] =>
  facts.toSorted(compareFacts).map((fact) => toRow(fact, zone, nowMs))

/** Every value that a fact ever had, each with the time from which it held. */
export const factCsvRows = (facts: readonly NodeFact[]): CsvCell[][] => [
  ['fact', 'device', 'value', 'from (UTC)'],
  ...facts.flatMap(({ name, device, value, sinceMs, history }) =>
    [{ value, observedMs: sinceMs }, ...history].map((held) => [
      name,
      device,
      held.value,
      new Date(held.observedMs).toISOString(),
    ]),
  ),
]

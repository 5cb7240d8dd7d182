import type { CsvCell } from '@/components/ui/download-csv'
import type { CollectorsAnswer } from '@/lib/contract/collectors'

const HEADING = [
  'sender',
  'protocol',
  'user agent',
  'nodes',
  'series',
  'samples per second',
  'lag in ms',
  'accepted',
  'first seen',
  'last seen',
  'refused',
]

const toIso = (atMs: number): string => new Date(atMs).toISOString()

/** A row for each sender; empty is not known yet. */
export const prepareSendersCsv = ({ senders }: CollectorsAnswer): CsvCell[][] => [
  HEADING,
  ...senders.map((sender) => [
    sender.name,
    sender.protocol,
    sender.userAgent,
    sender.nodes,
    sender.series,
    sender.samplesPerSecond,
    sender.lagMs,
    sender.accepted,
    toIso(sender.firstSeenMs),
    toIso(sender.lastSeenMs),
    sender.refusals.map(({ reason, count }) => `${reason}: ${String(count)}`).join('; '),
  ]),
]

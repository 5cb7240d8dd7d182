import { PROBE_SECONDS, PROBE_SUCCESS } from '@/lib/core/outages/probe-series'
import type { NodeIdentity } from '@/lib/core/series'
import { checkLogHeaders, nodeOfLog, readLog, startOfLog, toLogBatch, type LogSample } from '../log-upload'
import { nativeAnswer } from '../native/native-protocol'
import type { NativeBatch } from '../native/decode-samples'
import { SeriesTable } from '../native/series-table'
import type { IngestProtocol } from '../protocol'
import { Refusals } from '../refusals'
import { timeRefusalOf, timeText, type AcceptedTimes } from '../sample-times'
import type { LoggedProbe } from './logged-probe'
import { parseProbeLog, type ProbeLog } from './parse-probe-log'

/** `POST /api/v1/probes?node=`: what nping or ping printed on that node. */
export const createProbeProtocol = (maxInflatedBytes: number): IngestProtocol<NativeBatch> => ({
  name: 'probes',
  checkHeaders: checkLogHeaders,
  decode: async (body, { headers, search, times }) => {
    const node = nodeOfLog(search)
    const text = await readLog(body, headers, maxInflatedBytes)
    return toBatch(node, parseProbeLog(text, startOfLog(search)), times)
  },
  answer: nativeAnswer,
})

/** Lines that cannot be used are refused one by one; each probe is a sample, so sending it again changes nothing. */
export function toBatch(node: NodeIdentity, log: ProbeLog, times: AcceptedTimes): NativeBatch {
  const series = new SeriesTable()
  const refusals = new Refusals()
  const itemRefusals = [...log.refusals]
  for (const { reason } of log.refusals) refusals.add('invalid_line', 1, () => reason)
  const rows: LogSample[] = []
  for (const probe of log.probes) {
    const { timeMs, seconds, line } = probe
    if (timeMs < times.oldestMs || timeMs > times.newestMs) {
      const reason = timeRefusalOf(timeMs, times)
      itemRefusals.push({ index: line, reason: `${reason}: ${timeText(timeMs)}` })
      refusals.add(reason, 1, () => timeText(timeMs))
      continue
    }
    const row = (name: string, value: number) => ({
      ordinal: series.ordinalOf({ node, name, labels: labelsOf(probe) }),
      timeMs,
      value,
      line,
    })
    rows.push(row(PROBE_SUCCESS, seconds === null ? 0 : 1))
    if (seconds !== null) rows.push(row(PROBE_SECONDS, seconds))
  }
  return toLogBatch({ series, samples: rows, lines: log.lines, itemRefusals, refusals })
}

const labelsOf = ({ target, port, protocol }: LoggedProbe): [string, string][] => [
  ['port', port],
  ['protocol', protocol],
  ['target', target],
]

import { counter, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toHex } from './numbers'

const HEX_COLUMN = /^[0-9a-f]{8}$/
const DROPPED = 1
const SQUEEZED = 2
const CPU = 12

/** /proc/net/softnet_stat: a line per online CPU, in hex, naming its CPU since Linux 5.14. */
export const parseSoftnetStat = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line, lineNumber) => {
    const words = wordsOf(line)
    const dropped = toHex(words[DROPPED])
    const squeezed = toHex(words[SQUEEZED])
    if (dropped === null || squeezed === null || !words.every((word) => HEX_COLUMN.test(word))) return []
    const labels = { cpu: String(toHex(words[CPU]) ?? lineNumber) }
    return [
      counter('node_softnet_dropped_total', labels, dropped),
      counter('node_softnet_times_squeezed_total', labels, squeezed),
    ]
  })

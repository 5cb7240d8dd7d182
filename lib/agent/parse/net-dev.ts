import { counter, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from './lines'
import { toWhole } from './numbers'

/** The columns after these four only divide the errors by cause. */
const FIELDS = ['bytes', 'packets', 'errs', 'drop'] as const
const TRANSMIT_START = 8

const toCounters = (
  direction: 'receive' | 'transmit',
  words: readonly string[],
  device: string,
): AgentSeries[] =>
  FIELDS.flatMap((name, index) => {
    const value = toWhole(words[index])
    return value === null ? [] : [counter(`node_network_${direction}_${name}_total`, { device }, value)]
  })

/** /proc/net/dev without loopback, which is no link. */
export const parseNetDev = (text: string): AgentSeries[] =>
  linesOf(text).flatMap((line) => {
    const colon = line.lastIndexOf(':')
    const device = line.slice(0, Math.max(colon, 0)).trim()
    if (device === '' || device === 'lo' || /\s/.test(device)) return []
    const words = wordsOf(line.slice(colon + 1))
    return [
      ...toCounters('receive', words, device),
      ...toCounters('transmit', words.slice(TRANSMIT_START), device),
    ]
  })

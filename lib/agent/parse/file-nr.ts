import { gauge, type AgentSeries } from '../agent-series'
import { wordsOf } from './lines'
import { toWhole } from './numbers'

/** /proc/sys/fs/file-nr: allocated, unused, maximum. */
export const parseFileNr = (text: string): AgentSeries[] => {
  const words = wordsOf(text)
  const columns = [
    ['node_filefd_allocated', words[0]],
    ['node_filefd_maximum', words[2]],
  ] as const
  return columns.flatMap(([name, digits]) => {
    const value = toWhole(digits)
    return value === null ? [] : [gauge(name, {}, value)]
  })
}

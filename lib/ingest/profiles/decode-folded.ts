import type { Decoding } from './decoded-profile'
import { linesOf } from './lines'
import { ProfileCollector } from './profile-collector'

const LINES_A_STEP = 8

/** Frames apart by semicolons, the outermost first, and how often they were seen: one stack a line. */
export function* decodeFolded(body: Uint8Array): Decoding {
  const collector = new ProfileCollector()
  let line = 0
  for (const text of linesOf(body)) {
    line += 1
    takeLine(collector, line, text)
    if (line % LINES_A_STEP === 0) yield
  }
  return collector.finish({ format: 'folded', type: 'samples', unit: 'count' })
}

const COUNT = /^\d+(\.\d+)?$/

const takeLine = (collector: ProfileCollector, line: number, text: string | null): void => {
  if (text === null) return collector.refuse(line, 'the line is longer than 256 KiB')
  const trimmed = text.trimEnd()
  if (trimmed.trimStart() === '' || trimmed.startsWith('#')) return
  const space = trimmed.lastIndexOf(' ')
  const count = trimmed.slice(space + 1)
  const frames = trimmed
    .slice(0, Math.max(0, space))
    .split(';')
    .filter((name) => name.trim() !== '')
  if (/^-\d/.test(count)) return collector.refuse(line, `a negative count: ${count.slice(0, 40)}`)
  if (!COUNT.test(count)) return collector.refuse(line, 'no count at the end')
  if (frames.length === 0) return collector.refuse(line, 'a count without a stack')
  const weight = Number(count)
  if (weight > Number.MAX_SAFE_INTEGER) return collector.refuse(line, 'a count beyond 2^53')
  if (weight > 0) collector.take(collector.stack(frames), weight)
}

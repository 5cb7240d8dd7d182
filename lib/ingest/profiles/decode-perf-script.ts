import type { Decoding } from './decoded-profile'
import { linesOf } from './lines'
import { ProfileCollector } from './profile-collector'

const LINES_A_STEP = 50
const LONGEST_HEADER = 500

/** Program, process and thread, processor, time, period, event: `java 12/34 [001] 99.123456: 250000 cycles:u:` */
const HEADER =
  /^(\S.{0,63}?)\s+(?:\d+\/)?\d+\s+(?:\[\d+\]\s+)?(?:[^\s:]{1,16}\s+)?(\d{1,12}\.\d{1,9}):\s+(?:\d+\s+)?([^\s:]+)(?::\w*)?:/

interface Sample {
  program: string
  atMs: number
  event: string
  /** The innermost first. */
  frames: string[]
}

export const isPerfHeader = (text: string): boolean => HEADER.test(text.slice(0, LONGEST_HEADER))

/** What `perf script` prints. Of several events only the first is taken: their samples are no sum of anything. */
export function* decodePerfScript(body: Uint8Array): Decoding {
  const collector = new PerfCollector()
  let line = 0
  for (const text of linesOf(body)) {
    line += 1
    collector.line(line, text)
    if (line % LINES_A_STEP === 0) yield
  }
  return collector.finish()
}

class PerfCollector {
  private readonly collector = new ProfileCollector()
  private sample: Sample | null = null
  private event: string | null = null

  line(line: number, text: string | null): void {
    if (text === null) return this.collector.refuse(line, 'the line is longer than 256 KiB')
    if (text.trim() === '') return this.closeSample()
    if (text.startsWith('#')) return
    if (/^\s/.test(text)) return this.frame(line, text)
    this.closeSample()
    const header = HEADER.exec(text.slice(0, LONGEST_HEADER))
    if (header === null) return this.collector.refuse(line, 'neither a sample nor a frame of one')
    const [, program = '', seconds = '0', event = ''] = header
    this.sample = { program: program.trim(), atMs: Number(seconds) * 1000, event, frames: [] }
  }

  finish() {
    this.closeSample()
    return this.collector.finish({ format: 'perf script', type: this.event ?? 'samples', unit: 'count' })
  }

  private frame(line: number, text: string): void {
    if (this.sample === null) return this.collector.refuse(line, 'a frame without a sample')
    const name = frameOf(text)
    if (name !== null) this.sample.frames.push(name)
  }

  private closeSample(): void {
    const { sample } = this
    this.sample = null
    if (sample === null) return
    this.event ??= sample.event
    if (sample.event !== this.event) return this.collector.note('samples of other events')
    const node = this.collector.stack([sample.program, ...sample.frames.reverse()])
    this.collector.take(node, 1)
    this.collector.at(node, sample.atMs)
  }
}

/** `ffffffff8106f1a5 native_safe_halt+0x5 ([kernel.kallsyms])`; null for what is no frame. */
const frameOf = (text: string): string | null => {
  const trimmed = text.trim()
  const space = trimmed.indexOf(' ')
  if (space < 0 || !/^[0-9a-f]+$/i.test(trimmed.slice(0, space))) return null
  const rest = trimmed.slice(space + 1).trim()
  const bracket = rest.endsWith(')') ? rest.lastIndexOf(' (') : -1
  const symbol = (bracket < 0 ? rest : rest.slice(0, bracket)).replace(/\+0x[0-9a-f]+$/, '')
  const module = bracket < 0 ? '' : rest.slice(bracket + 2, -1)
  if (symbol === '[unknown]' || symbol === '') return `[${module.split('/').at(-1) ?? 'unknown'}]`
  return `${symbol}${markOf(module)}`
}

const KERNEL = /^\[(kernel|guest\.kernel)|\.ko(\.\w+)?$|^\[\w+\]$/

const markOf = (module: string): string => {
  if (module === 'inlined') return '_[i]'
  if (module === '[vdso]' || module === '[vsyscall]' || module === '[unknown]') return ''
  if (KERNEL.test(module)) return '_[k]'
  return /\/(perf-\d+\.map|jitted-)/.test(module) ? '_[j]' : ''
}

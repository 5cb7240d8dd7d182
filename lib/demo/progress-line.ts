import type { LoadProgress } from './load-replay'

type Show = (progress: LoadProgress) => void

const WIDTH = 30
const LINE_EVERY_MS = 5000
const BAR_EVERY_MS = 200

const STAGES = { sending: 'sent', rolling: 'rolled up' } as const

const textOf = ({ stage, part, samples }: LoadProgress): string =>
  `${String(Math.floor(part * 100)).padStart(3)} % ${STAGES[stage]} of ${(samples / 1e6).toFixed(1)} million samples`

/** A bar that is drawn again on a terminal, and a line every few seconds anywhere else. */
export const progressLines = (stream: NodeJS.WriteStream): Show => {
  const everyMs = stream.isTTY ? BAR_EVERY_MS : LINE_EVERY_MS
  let shownMs = -Infinity
  return (progress) => {
    const nowMs = performance.now()
    if (nowMs - shownMs < everyMs) return
    shownMs = nowMs
    const filled = Math.round(progress.part * WIDTH)
    const bar = `[${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}]`
    stream.write(stream.isTTY ? `\r${bar} ${textOf(progress)}   ` : `${textOf(progress)}\n`)
  }
}

/** A line of JSON for each change, for a program that reads them. */
export const progressForProgram = (stream: NodeJS.WriteStream): Show => {
  let shownMs = -Infinity
  return (progress) => {
    const nowMs = performance.now()
    if (nowMs - shownMs < BAR_EVERY_MS) return
    shownMs = nowMs
    stream.write(`${JSON.stringify({ stage: progress.stage, part: progress.part })}\n`)
  }
}

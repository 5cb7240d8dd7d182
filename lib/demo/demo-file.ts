import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { MINUTE_MS, HOUR_MS } from '../core/times'
import type { Replay } from '../replay/make-replay'

/** How far a demonstration fleet is loaded; kept beside its truth. */
export interface DemoState {
  key: string
  endMs: number
  sentToMs: number
  isComplete: boolean
}

const STATE_FILE = 'state.json'
/** A fleet that ended longer ago would not look like one of now. */
const RESUME_WITHIN_MS = HOUR_MS

export class DemoFiles {
  private readonly folder: string

  constructor(dataDir: string) {
    this.folder = path.join(dataDir, 'demo')
  }

  /** The state of the same fleet that was left half loaded not long ago, or null. */
  toResume(key: string, nowMs: number): DemoState | null {
    const state = this.read()
    const fits = state?.key === key && !state.isComplete && nowMs - state.endMs < RESUME_WITHIN_MS
    return fits ? state : null
  }

  write(state: DemoState): void {
    mkdirSync(this.folder, { recursive: true })
    writeFileSync(path.join(this.folder, STATE_FILE), JSON.stringify(state))
  }

  /** What really happened, for those who want to check what they found. */
  writeTruth({ scenario, options, nodes, truth }: Replay): string {
    mkdirSync(this.folder, { recursive: true })
    const file = path.join(this.folder, `truth-${scenario}.json`)
    const names = nodes.map(({ name }) => name)
    writeFileSync(file, `${JSON.stringify({ options, nodes: names, truth }, null, 1)}\n`)
    return file
  }

  private read(): DemoState | null {
    try {
      return toState(JSON.parse(readFileSync(path.join(this.folder, STATE_FILE), 'utf8')))
    } catch {
      return null
    }
  }
}

const toState = (value: unknown): DemoState | null => {
  if (typeof value !== 'object' || value === null) return null
  const has = 'key' in value && 'endMs' in value && 'sentToMs' in value && 'isComplete' in value
  if (!has || typeof value.key !== 'string') return null
  return {
    key: value.key,
    endMs: Number(value.endMs),
    sentToMs: Number(value.sentToMs),
    isComplete: value.isComplete === true,
  }
}

/** The end of the last whole minute. */
export const endOfMinute = (nowMs: number): number => Math.floor(nowMs / MINUTE_MS) * MINUTE_MS

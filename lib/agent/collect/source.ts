import { counter, gauge, type AgentSeries } from '../agent-series'
import { toHex, toWhole } from '../parse/numbers'
import type { Area, SystemFiles } from '../system-files'
import type { Labels } from '@/lib/core/series'

/** Reads something that this machine has. */
export type Source = (files: SystemFiles) => AgentSeries[]

/** Finds what this machine has, which is too dear to be done in each tick. */
export type Discover = (files: SystemFiles) => Source[]

/** A file, and what its text means; a file that is gone has nothing to say. */
export const fileSource =
  (area: Area, path: string, parse: (text: string) => AgentSeries[]): Source =>
  (files) => {
    const text = files.read(area, path)
    return text === null ? [] : parse(text)
  }

type Make = (name: string, labels: Labels, value: number) => AgentSeries

const numberSource =
  (make: Make, toNumber: (text: string) => number | null) =>
  (area: Area, path: string, name: string, labels: Labels = {}): Source =>
    fileSource(area, path, (text) => {
      const value = toNumber(text.trim())
      return value === null ? [] : [make(name, labels, value)]
    })

/** Files that hold one number. */
export const gaugeSource = numberSource(gauge, toWhole)
export const counterSource = numberSource(counter, toWhole)
export const hexCounterSource = numberSource(counter, toHex)

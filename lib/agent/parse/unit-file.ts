import { linesOf } from './lines'

/** The settings of one section of a unit file, in the order in which they stand; an empty value takes those before it back. */
export const settingsOf = (text: string, section: string): ReadonlyMap<string, readonly string[]> => {
  const settings = new Map<string, string[]>()
  let here = ''
  for (const line of linesOf(text.replace(/\\\n/g, ' '))) {
    const trimmed = line.trim()
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue
    here = /^\[(.*)\]$/.exec(trimmed)?.[1] ?? here
    const [, name, value] = /^([A-Za-z]+)\s*=\s*(.*)$/.exec(trimmed) ?? []
    if (here !== section || name === undefined || value === undefined) continue
    settings.set(name, value === '' ? [] : [...(settings.get(name) ?? []), value])
  }
  return settings
}

const UNITS_MS: readonly (readonly [RegExp, number])[] = [
  [/^(?:us|µs|usec)$/, 0.001],
  [/^(?:ms|msec)$/, 1],
  [/^(?:|s|sec|seconds?)$/, 1_000],
  [/^(?:m|min|minutes?)$/, 60_000],
  [/^(?:h|hr|hours?)$/, 3_600_000],
  [/^(?:d|days?)$/, 86_400_000],
  [/^(?:w|weeks?)$/, 604_800_000],
  [/^(?:M|months?)$/, 2_629_800_000],
  [/^(?:y|years?)$/, 31_557_600_000],
]

/** A time span of systemd such as `1h 30min` or `60`, which is seconds; null where it means nothing. */
export const parseTimeSpanMs = (text: string): number | null => {
  const parts = text.trim().match(/\d+(?:\.\d+)?\s*[a-zA-Zµ]*\s*/g)
  if (parts === null || parts.join('') !== text.trim()) return null
  let totalMs = 0
  for (const part of parts) {
    const [, digits, unit = ''] = /^([\d.]+)\s*([a-zA-Zµ]*)/.exec(part) ?? []
    const factor = UNITS_MS.find(([pattern]) => pattern.test(unit))?.[1]
    if (factor === undefined) return null
    totalMs += Number(digits) * factor
  }
  return Math.round(totalMs)
}

import type { AgentEvent } from '../agent-event'

/** What follows one another within this time belongs together: apt runs dpkg several times. */
export const PACKAGE_RUN_GAP_MS = 60_000

interface LogLine {
  clockMs: number
  words: readonly string[]
}

/** The lines of one run, and how many bytes of the log they take. */
export interface PackageRun {
  lines: readonly LogLine[]
  bytes: number
}

const LINE = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (.*)$/

const lineOf = (text: string): LogLine | null => {
  const [, day, time, rest = ''] = LINE.exec(text) ?? []
  const clockMs = Date.parse(`${day ?? ''}T${time ?? ''}Z`)
  return Number.isNaN(clockMs) ? null : { clockMs, words: rest.split(' ') }
}

/** Whole lines of dpkg.log, one byte a character, put into runs; what is no line belongs to the run before it. */
export const toPackageRuns = (text: string): PackageRun[] => {
  const runs: { lines: LogLine[]; bytes: number }[] = []
  let lastMs = -Infinity
  for (const whole of text.match(/[^\n]*\n/g) ?? []) {
    const line = lineOf(whole.slice(0, -1))
    const isFirst = line !== null && Math.abs(line.clockMs - lastMs) > PACKAGE_RUN_GAP_MS
    if (isFirst || runs.length === 0) runs.push({ lines: [], bytes: 0 })
    const run = runs.at(-1)
    if (run === undefined) continue
    run.bytes += whole.length
    if (line === null) continue
    run.lines.push(line)
    lastMs = line.clockMs
  }
  return runs
}

const ACTIONS = ['upgrade', 'install', 'remove', 'purge'] as const
type Action = (typeof ACTIONS)[number]

const describePackage = (action: Action, [name = '', before = '', after = '']: readonly string[]): string => {
  const plain = name.replace(/:[a-z0-9]+$/, '')
  if (action === 'upgrade') return `${plain} ${before} → ${after}`
  return action === 'install' ? `${plain} ${after}` : plain
}

const packagesOf = (run: PackageRun, action: Action): string[] =>
  run.lines
    .filter(({ words }) => words[0] === action)
    .map(({ words }) => describePackage(action, words.slice(1)))

const PAST: Readonly<Record<Action, string>> = {
  upgrade: 'upgraded',
  install: 'installed',
  remove: 'removed',
  purge: 'purged',
}

/** One event of a run; null where it only configured what was there. */
export const eventOfRun = (run: PackageRun, toMoment: (clockMs: number) => number): AgentEvent | null => {
  const [first] = run.lines
  const last = run.lines.at(-1)
  const told = ACTIONS.map((action) => ({ action, packages: packagesOf(run, action) })).filter(
    ({ packages }) => packages.length > 0,
  )
  const [main] = told
  if (first === undefined || last === undefined || main === undefined) return null
  return {
    startMs: toMoment(first.clockMs),
    endMs: toMoment(last.clockMs) + 1000,
    source: 'dpkg',
    kind: 'packages',
    name: main.action,
    text: told.map(({ action, packages }) => `${PAST[action]} ${packages.join(', ')}`).join('; '),
    attributes: Object.fromEntries(
      told.flatMap(({ action, packages }): [string, string | number][] => [
        [PAST[action], packages.length],
        [`${PAST[action]} packages`, packages.join(', ')],
      ]),
    ),
  }
}

import { parseOnCalendar } from '@/lib/core/schedule/on-calendar'
import { parseTimeSpanMs, settingsOf } from '../parse/unit-file'
import { listMatching, type Area, type SystemFiles } from '../system-files'
import { nextOfCalendars } from './next-of-schedule'
import type { ListTimers, Timer } from './timers'
import type { MachineZone } from './watcher'

/** What an administrator wrote hides what a package brought. */
const FOLDERS: readonly (readonly [Area, string])[] = [
  ['etc', 'systemd/system'],
  ['lib', 'systemd/system'],
]
const UNIT = /^[^@]+(?:@[^.]+)?\.timer$/

const unitsWanted = (files: SystemFiles): string[] => {
  const names = FOLDERS.flatMap(([area, folder]) =>
    listMatching(files, area, folder, /\.wants$/).flatMap((wants) =>
      listMatching(files, area, `${folder}/${wants}`, UNIT),
    ),
  )
  return [...new Set(names)].sort()
}

/** The unit file with everything that was dropped in beside it. */
const textOf = (files: SystemFiles, unit: string): string | null => {
  const template = unit.replace(/@[^.]*\./, '@.')
  const base = FOLDERS.map(
    ([area, folder]) => files.read(area, `${folder}/${unit}`) ?? files.read(area, `${folder}/${template}`),
  ).find((text) => text !== null)
  if (base === undefined || base === null) return null
  const dropped = FOLDERS.toReversed().flatMap(([area, folder]) =>
    listMatching(files, area, `${folder}/${unit}.d`, /\.conf$/).map(
      (name) => files.read(area, `${folder}/${unit}.d/${name}`) ?? '',
    ),
  )
  return [base, ...dropped].join('\n')
}

const toTimer = (files: SystemFiles, unit: string, text: string, nowMs: number, zone: MachineZone): Timer => {
  const settings = settingsOf(text, 'Timer')
  const lastOf = (name: string): string | undefined => settings.get(name)?.at(-1)
  const calendars = settings.get('OnCalendar') ?? []
  const spans = [...settings].filter(([name]) => /^On\w+Sec$/.test(name))
  const when = [...calendars, ...spans.map(([name, values]) => `${name}=${values.join(',')}`)].join(' | ')
  const named = calendars
    .map((calendar) => parseOnCalendar(calendar)?.zone)
    .find((name) => typeof name === 'string')
  const stamp = files.stat('var', `lib/systemd/timers/stamp-${unit}`)
  return {
    unit,
    schedule: {
      when,
      zone: named ?? zone.name,
      jitterMs: parseTimeSpanMs(lastOf('RandomizedDelaySec') ?? '') ?? 0,
    },
    isPersistent: /^(?:yes|true|on|1)$/i.test(lastOf('Persistent') ?? ''),
    lastRunMs: stamp?.modifiedMs ?? null,
    lastEndMs: null,
    nextRunMs: nextOfCalendars(calendars, nowMs, zone),
  }
}

/** Reads unit files and the stamps of their last runs, for machines whose systemd cannot be asked. */
export const listTimersOfFiles =
  (files: SystemFiles, zone: MachineZone): ListTimers =>
  (nowMs) =>
    unitsWanted(files).flatMap((unit) => {
      const text = textOf(files, unit)
      return text === null ? [] : [toTimer(files, unit, text, nowMs, zone)]
    })

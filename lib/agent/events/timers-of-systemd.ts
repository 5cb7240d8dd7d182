import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { parseOnCalendar } from '@/lib/core/schedule/on-calendar'
import { calendarsOf, monotonicOf, parseStampMs, unitsOf } from '../parse/systemctl-show'
import { parseTimeSpanMs } from '../parse/unit-file'
import type { ListTimers, Timer } from './timers'
import type { MachineZone } from './watcher'

const LONGEST_ANSWER_BYTES = 4 * 1024 * 1024
const LONGEST_WAIT_MS = 5_000

/** `systemctl show` with these arguments. */
export type ShowUnits = (args: readonly string[]) => Promise<string>

type Unit = ReadonlyMap<string, readonly string[]>

/** Times come in UTC, whatever the machine's zone is; null where systemd does not run this machine. */
export const systemctlShow = (): ShowUnits | null => {
  if (!existsSync('/run/systemd/system')) return null
  const env = { ...process.env, TZ: 'UTC', LC_ALL: 'C' }
  const options = { env, timeout: LONGEST_WAIT_MS, maxBuffer: LONGEST_ANSWER_BYTES }
  return async (args) => (await promisify(execFile)('systemctl', ['show', ...args], options)).stdout
}

const propertyOf = (unit: Unit | undefined, name: string): string | undefined => unit?.get(name)?.[0]

const TIMER_PROPERTIES =
  'Id,Unit,LastTriggerUSec,NextElapseUSecRealtime,TimersCalendar,TimersMonotonic,RandomizedDelayUSec,Persistent'
const SERVICE_PROPERTIES = 'Id,ExecMainStartTimestamp,ExecMainExitTimestamp'

const toTimer = (unit: Unit, service: Unit | undefined, zone: MachineZone): Timer => {
  const calendars = calendarsOf(unit.get('TimersCalendar') ?? [])
  const named = calendars
    .map((calendar) => parseOnCalendar(calendar)?.zone)
    .find((name) => typeof name === 'string')
  const startMs = parseStampMs(propertyOf(service, 'ExecMainStartTimestamp'))
  const endMs = parseStampMs(propertyOf(service, 'ExecMainExitTimestamp'))
  return {
    unit: propertyOf(unit, 'Id') ?? '',
    schedule: {
      when: [...calendars, ...monotonicOf(unit.get('TimersMonotonic') ?? [])].join(' | '),
      zone: named ?? zone.name,
      jitterMs: parseTimeSpanMs(propertyOf(unit, 'RandomizedDelayUSec') ?? '') ?? 0,
    },
    isPersistent: propertyOf(unit, 'Persistent') === 'yes',
    lastRunMs: parseStampMs(propertyOf(unit, 'LastTriggerUSec')),
    lastEndMs: startMs !== null && endMs !== null && endMs >= startMs ? endMs : null,
    nextRunMs: parseStampMs(propertyOf(unit, 'NextElapseUSecRealtime')),
  }
}

/** Asks systemd, which also knows of timers that leave no stamp and how long their services took. */
export const listTimersOfSystemd =
  (show: ShowUnits, zone: MachineZone): ListTimers =>
  async () => {
    try {
      const timers = unitsOf(await show(['*.timer', `--property=${TIMER_PROPERTIES}`]))
      const names = timers.flatMap((timer) => propertyOf(timer, 'Unit') ?? [])
      const answer =
        names.length === 0 ? '' : await show([`--property=${SERVICE_PROPERTIES}`, '--', ...names])
      const services = new Map(unitsOf(answer).map((unit) => [propertyOf(unit, 'Id'), unit]))
      return timers.map((timer) => toTimer(timer, services.get(propertyOf(timer, 'Unit')), zone))
    } catch {
      return null
    }
  }

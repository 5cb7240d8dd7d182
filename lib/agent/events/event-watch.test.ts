import { appendFileSync, mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import type { AgentEvent } from '../agent-event'
import { unpackMachine, type FixtureMachine } from '../fixtures/fixture-machine'
import { openEventMemory } from './event-memory'
import { createEventWatch, type EventWatch } from './event-watch'

const NOW_MS = Date.parse('2026-11-21T08:00:00Z')
const MINUTE_MS = 60_000
const TIMER = '[Timer]\nOnCalendar=*-*-* 6:00\nRandomizedDelaySec=60m\nPersistent=true\n'

interface Watched {
  watch: EventWatch
  log: string[]
  /** What is told at this many minutes, and then remembered. */
  at(minutes: number): Promise<AgentEvent[]>
}

const watchOf = (machine: FixtureMachine): Watched => {
  const log: string[] = []
  const watch = createEventWatch({
    files: machine.files,
    memory: openEventMemory(join(dirname(machine.roots.proc), 'buffer'), (line) => log.push(line)),
    node: { name: 'web-1', cluster: 'eu' },
    log: (line) => log.push(line),
    isOwnMachine: false,
  })
  const at = async (minutes: number): Promise<AgentEvent[]> => {
    const events = await watch.due(NOW_MS + minutes * MINUTE_MS)
    watch.remember()
    return events
  }
  return { watch, log, at }
}

const pathOf = (machine: FixtureMachine, path: string): string => {
  const whole = join(dirname(machine.roots.proc), path)
  mkdirSync(dirname(whole), { recursive: true })
  return whole
}

/** Writes to the end of a log that was last written at this minute. */
const append = (machine: FixtureMachine, path: string, text: string, minutes: number): void => {
  const whole = pathOf(machine, path)
  appendFileSync(whole, text)
  utimesSync(whole, NOW_MS / 1000, NOW_MS / 1000 + minutes * 60)
}

const installed = (time: string, name: string): string =>
  `2026-11-21 ${time} install ${name}:amd64 <none> 1.0\n`
const textsOf = (events: readonly AgentEvent[]): string[] => events.map(({ text }) => text)

test('a boot is told once, over restarts of the agent too', async () => {
  using machine = unpackMachine('bare-metal')
  machine.write('proc/sys/kernel/random/boot_id', 'one\n')
  const boots = (await watchOf(machine).at(0)).filter(({ kind }) => kind === 'boot')
  expect(boots).toMatchObject([{ startMs: 1761550021000, node: 'web-1', cluster: 'eu', source: 'kernel' }])
  expect(await watchOf(machine).at(5)).toEqual([])
  machine.write('proc/sys/kernel/random/boot_id', 'two\n')
  machine.write('proc/sys/kernel/osrelease', '6.15.0\n')
  const told = await watchOf(machine).at(10)
  expect(textsOf(told.filter(({ kind }) => kind !== 'oom-kill'))).toEqual([
    'booted 6.15.0',
    'kernel was 6.14.0-33-generic and is 6.15.0',
  ])
})

test('another driver of an interface is told with the one before', async () => {
  using machine = unpackMachine('bare-metal')
  const { at } = watchOf(machine)
  await at(0)
  machine.write('sys/module/ixgbe/version', '6.0\n')
  const changes = await at(2)
  expect(changes.map(({ kind, name }) => [kind, name])).toEqual([
    ['driver', 'driver_version{eth0}'],
    ['driver', 'driver_version{eth1}'],
  ])
  expect(changes[0]?.attributes).toEqual({ before: '5.19.6', after: '6.0' })
})

test('package runs are told once they are over, also through a rotation and a restart', async () => {
  using machine = unpackMachine('container')
  const log = 'var/log/dpkg.log'
  append(machine, log, installed('07:00:00', 'a'), -60)
  append(machine, log, installed('07:59:50', 'b'), 0)
  expect(textsOf(await watchOf(machine).at(0))).toEqual(['installed a 1.0'])
  append(machine, log, installed('08:00:20', 'c'), 0.5)
  const { at } = watchOf(machine)
  expect(await at(1)).toEqual([])
  expect(textsOf(await at(2))).toEqual(['installed b 1.0, c 1.0'])
  expect(await at(3)).toEqual([])

  append(machine, log, installed('08:03:00', 'd'), 3)
  renameSync(pathOf(machine, log), pathOf(machine, `${log}.1`))
  append(machine, log, installed('08:10:00', 'e'), 10)
  expect(textsOf(await at(12))).toEqual(['installed d 1.0', 'installed e 1.0'])
})

test('what is not remembered is told again in the same words', async () => {
  using machine = unpackMachine('container')
  append(machine, 'var/log/dpkg.log', installed('07:00:00', 'a'), -60)
  const first = await watchOf(machine).watch.due(NOW_MS)
  expect(first).toHaveLength(1)
  expect(await watchOf(machine).watch.due(NOW_MS + 5 * MINUTE_MS)).toEqual(first)
})

test('timers are told as facts, and each of their runs as an event', async () => {
  using machine = unpackMachine('container')
  machine.write('lib/systemd/system/apt.timer', TIMER)
  machine.write('lib/systemd/system/unused.timer', TIMER)
  machine.write('etc/systemd/system/timers.target.wants/apt.timer', '')
  machine.write('etc/systemd/system/apt.timer.d/later.conf', '[Timer]\nOnCalendar=\nOnCalendar=*-*-* 7:00\n')
  const { watch, at } = watchOf(machine)
  expect(await at(0)).toEqual([])
  expect(watch.facts()).toEqual([['timer{apt.timer}', '*-*-* 7:00; zone UTC; jitter 3600 s']])

  const stamp = pathOf(machine, 'var/lib/systemd/timers/stamp-apt.timer')
  writeFileSync(stamp, '')
  utimesSync(stamp, NOW_MS / 1000, NOW_MS / 1000 - 600)
  expect(await at(5)).toMatchObject([
    {
      startMs: NOW_MS - 600_000,
      source: 'systemd',
      kind: 'timer-run',
      name: 'apt.timer',
      attributes: {
        'jitter seconds': 3600,
        persistent: true,
        zone: 'UTC',
        'next run': '2026-11-22T07:00:00.000Z',
      },
    },
  ])
  expect(await at(10)).toEqual([])
})

test('cron entries are told as facts, and their runs as events unless they come all the time', async () => {
  using machine = unpackMachine('container')
  machine.write('etc/timezone', 'Europe/Berlin\n')
  machine.write('etc/cron.d/backup', '30 3 * * * root /usr/bin/dump\n* * * * * root /bin/poll\n')
  append(machine, 'var/log/syslog', 'Nov 21 03:30:01 web CRON[1]: (root) CMD (/usr/bin/dump)\n', -60)
  const { watch, at } = watchOf(machine)
  expect(await at(0)).toEqual([])
  expect(watch.facts()).toEqual([
    ['cron{cron.d/backup#1}', '30 3 * * *; zone Europe/Berlin; jitter 0 s'],
    ['cron{cron.d/backup#2}', '* * * * *; zone Europe/Berlin; jitter 0 s'],
  ])
  append(machine, 'var/log/syslog', 'Nov 22 03:30:01 web CRON[2]: (root) CMD (/usr/bin/dump)\n', 1200)
  append(machine, 'var/log/syslog', 'Nov 22 03:31:01 web CRON[3]: (root) CMD (/bin/poll)\n', 1200)
  expect(await at(1200)).toMatchObject([
    {
      startMs: Date.parse('2026-11-22T02:30:01Z'),
      source: 'cron',
      kind: 'cron-run',
      name: 'cron.d/backup#1',
    },
  ])
})

test('kills for memory are told when the counter grows, without the kernel’s log as a count', async () => {
  using machine = unpackMachine('container')
  machine.write('proc/vmstat', 'oom_kill 0\n')
  const { at } = watchOf(machine)
  expect(await at(0)).toEqual([])
  machine.write('proc/vmstat', 'oom_kill 2\n')
  expect(await at(1)).toMatchObject([{ kind: 'oom-kill', attributes: { count: 2 } }])
  expect(await at(2)).toEqual([])
})

test('a log that is missing is told once', async () => {
  using machine = unpackMachine('container')
  const { at, log } = watchOf(machine)
  for (const minutes of [0, 1, 2]) await at(minutes)
  expect(log.filter((line) => line.includes('dpkg.log'))).toHaveLength(1)
})

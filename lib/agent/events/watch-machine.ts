import type { AgentEvent } from '../agent-event'
import { readNicFacts } from '../facts/nic-facts'
import { bootTimeMs } from '../parse/stat'
import { readValue } from '../system-files'
import type { EventMemory } from './event-memory'
import type { Watcher, WatcherParts } from './watcher'

const BOOT = 'machine.boot'
const KERNEL = 'machine.kernel'
const DRIVERS = 'machine.drivers'

/** Remembers a value, and gives the one before where it is another; null the first time. */
const changed = (memory: EventMemory, name: string, value: string): string | null => {
  const before = memory.get(name)
  memory.set(name, value)
  return before === value ? null : before
}

const changeEvent = (
  startMs: number,
  kind: string,
  name: string,
  before: string,
  after: string,
): AgentEvent => ({
  startMs,
  endMs: null,
  source: 'kernel',
  kind,
  name,
  text: `${name} was ${before === '' ? 'absent' : before} and is ${after === '' ? 'absent' : after}`,
  attributes: { before, after },
})

const parseDrivers = (text: string): Map<string, string> =>
  new Map(
    text
      .split('\n')
      .map((line) => line.split('\t'))
      .flatMap(([device, driver]): [string, string][] =>
        device === undefined || driver === undefined ? [] : [[device, driver]],
      ),
  )

const driverEvents = (before: string, after: string, nowMs: number): AgentEvent[] => {
  const [old, present] = [parseDrivers(before), parseDrivers(after)]
  return [...new Set([...old.keys(), ...present.keys()])].flatMap((device) => {
    const [was, is] = [old.get(device) ?? '', present.get(device) ?? '']
    return was === is ? [] : [changeEvent(nowMs, 'driver', device, was, is)]
  })
}

/** Tells boots, another kernel, and another driver of a network interface. */
export const watchMachine = ({ files, memory }: WatcherParts): Watcher => {
  const bootEvents = (bootMs: number, kernel: string): AgentEvent[] => {
    const bootId =
      readValue(files, 'proc', 'sys/kernel/random/boot_id') ?? String(Math.round(bootMs / 60_000))
    if (memory.get(BOOT) === bootId) return []
    memory.set(BOOT, bootId)
    const attributes = { 'boot id': bootId, kernel }
    return [
      {
        startMs: bootMs,
        endMs: null,
        source: 'kernel',
        kind: 'boot',
        name: 'boot',
        text: `booted ${kernel}`,
        attributes,
      },
    ]
  }

  const look = (nowMs: number): AgentEvent[] => {
    const bootMs = bootTimeMs(files.read('proc', 'stat') ?? '')
    const kernel = readValue(files, 'proc', 'sys/kernel/osrelease') ?? ''
    const boots = bootMs === null ? [] : bootEvents(bootMs, kernel)
    const kernelBefore = kernel === '' ? null : changed(memory, KERNEL, kernel)
    const drivers = readNicFacts(files)
      .map(([name, value]) => `${name}\t${value}`)
      .join('\n')
    const driversBefore = changed(memory, DRIVERS, drivers)
    return [
      ...boots,
      ...(kernelBefore === null
        ? []
        : [changeEvent(bootMs ?? nowMs, 'kernel', 'kernel', kernelBefore, kernel)]),
      ...(driversBefore === null ? [] : driverEvents(driversBefore, drivers, nowMs)),
    ]
  }

  return { everyMs: 60_000, look }
}

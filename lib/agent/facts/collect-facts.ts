import { parseCpuinfo } from '../parse/cpuinfo'
import { parseOsRelease } from '../parse/os-release'
import { bootTimeMs, cpuNumbers } from '../parse/stat'
import { listMatching, readValue, type SystemFiles } from '../system-files'
import { readDmiFacts } from './dmi-facts'
import { readNicFacts } from './nic-facts'
import { readVirtualization } from './virtualization'

export type Facts = Readonly<Record<string, string>>

type Entry = readonly [name: string, value: string | number | null | undefined]

const OS_FIELDS = [
  ['os', 'PRETTY_NAME'],
  ['os_id', 'ID'],
  ['os_version', 'VERSION_ID'],
  ['os_codename', 'VERSION_CODENAME'],
  ['image_id', 'IMAGE_ID'],
  ['image_version', 'IMAGE_VERSION'],
  ['os_build', 'BUILD_ID'],
] as const

const CLOCKSOURCE = 'devices/system/clocksource/clocksource0/current_clocksource'

const readOsFacts = (files: SystemFiles): Entry[] => {
  const fields = parseOsRelease(files.read('etc', 'os-release') ?? '')
  return OS_FIELDS.map(([fact, key]): Entry => [fact, fields.get(key)])
}

const readCpuFacts = (files: SystemFiles): Entry[] => {
  const stat = files.read('proc', 'stat') ?? ''
  const cpu = parseCpuinfo(files.read('proc', 'cpuinfo') ?? '')
  return [
    ['boot_time', bootTimeMs(stat)],
    ['cpu_count', cpuNumbers(stat).length || null],
    ['cpu_model', cpu.model],
    ['cpu_microcode', cpu.microcode],
    ['cpu_sockets', cpu.sockets],
    ['numa_nodes', listMatching(files, 'sys', 'devices/system/node', /^node\d+$/).length || null],
    ['virtualization', readVirtualization(files, cpu)],
  ]
}

const LONGEST_VALUE = 256
const MOST_FURTHER = 201

/** Firmware holds control characters and bytes that are no text, and a cut may leave half a character. */
const readable = (value: string | number | null | undefined): string =>
  String(value ?? '')
    .replace(/[\p{Cc}\ufffd]/gu, '')
    .trim()
    .slice(0, LONGEST_VALUE)
    .replace(/\p{Surrogate}/gu, '')

/** What this machine is, as far as it can be read, by the names that info series become; `name{device}` is a property of one device. */
export const collectFacts = (
  files: SystemFiles,
  agentVersion: string,
  further: readonly Entry[] = [],
): Facts => {
  const entries: Entry[] = [
    ['kernel', readValue(files, 'proc', 'sys/kernel/osrelease')],
    ['kernel_build', readValue(files, 'proc', 'sys/kernel/version')],
    ['machine', readValue(files, 'proc', 'sys/kernel/arch')],
    ['clocksource', readValue(files, 'sys', CLOCKSOURCE)],
    ...readOsFacts(files),
    ...readCpuFacts(files),
    ...readDmiFacts(files),
    ...readNicFacts(files),
    ...further.slice(0, MOST_FURTHER),
    ['agent_name', 'usescope-agent'],
    ['agent_version', agentVersion],
  ]
  return Object.fromEntries(
    entries
      .map(([name, value]) => [readable(name), readable(value)] as const)
      .filter(([, value]) => value !== ''),
  )
}

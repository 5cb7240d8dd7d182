import { deviceRole, NETWORK_PARENT_SERIES } from './devices'
import type { Labels } from './series'

/** An observed property of a node, or of one of its devices (`''` is the node itself). */
export interface Fact {
  device: string
  name: string
  value: string
}

interface InfoSeries {
  /** Fact by label. */
  facts: Readonly<Record<string, string>>
  devices?: 'disk' | 'network'
  /** Only the series with these labels speaks for the node. */
  only?: Labels
}

const KNOWN: Readonly<Record<string, InfoSeries>> = {
  node_uname_info: {
    facts: {
      nodename: 'name',
      release: 'kernel',
      version: 'kernel_build',
      machine: 'machine',
      sysname: 'system',
    },
  },
  node_os_info: {
    facts: {
      pretty_name: 'os',
      id: 'os_id',
      version_id: 'os_version',
      version_codename: 'os_codename',
      image_id: 'image_id',
      image_version: 'image_version',
      build_id: 'os_build',
    },
  },
  node_dmi_info: {
    facts: {
      system_vendor: 'vendor',
      product_name: 'product',
      product_version: 'product_version',
      board_name: 'board',
      bios_vendor: 'bios_vendor',
      bios_version: 'bios_version',
      bios_date: 'bios_date',
    },
  },
  node_cpu_info: {
    facts: {
      model_name: 'cpu_model',
      vendor: 'cpu_vendor',
      microcode: 'cpu_microcode',
      stepping: 'cpu_stepping',
    },
    only: { cpu: '0' },
  },
  node_exporter_build_info: { facts: { version: 'node_exporter_version' } },
  node_time_clocksource_current_info: { facts: { clocksource: 'clocksource' } },
  node_ethtool_info: {
    facts: {
      driver: 'driver',
      version: 'driver_version',
      firmware_version: 'firmware_version',
      bus_info: 'bus',
    },
    devices: 'network',
  },
  node_network_info: { facts: { operstate: 'link_state', duplex: 'duplex' }, devices: 'network' },
  [NETWORK_PARENT_SERIES]: { facts: { parent: 'parent' }, devices: 'network' },
  node_disk_info: {
    facts: { model: 'model', revision: 'revision', rotational: 'rotational' },
    devices: 'disk',
  },
  node_nvme_info: {
    facts: { model: 'model', firmware_revision: 'firmware_version', state: 'state' },
    devices: 'disk',
  },
}

/** Lists in the shape of info series: every entry would contradict the others. */
const LISTS = /^node_(cpu_flag|cpu_bug|cpu_vulnerabilities|time_clocksource_available|pcidevice)_info$/
const INFO_SUFFIX = '_info'
const NOT_FACTS: ReadonlySet<string> = new Set([
  'instance',
  'job',
  'cluster',
  'device',
  'endpoint',
  'service',
])

const deviceFacts = (name: string, labels: Labels, known: InfoSeries): Fact[] => {
  const device = known.devices === undefined ? '' : (labels['device'] ?? '')
  if (known.devices !== undefined) {
    const role = deviceRole(known.devices, device, labels)
    const churns = role === 'listed' && name !== NETWORK_PARENT_SERIES && known.devices === 'network'
    if (device === '' || role === 'ignored' || churns) return []
  }
  return Object.entries(known.facts).flatMap(([label, fact]) => {
    const value = labels[label]
    return value === undefined || value === '' || value === '(none)' ? [] : [{ device, name: fact, value }]
  })
}

/** What an info series says about its node; labels that every series of the node carries are no facts. */
export const factsOfInfoSeries = (name: string, labels: Labels, nodeLabels: Labels = {}): Fact[] => {
  if (!name.endsWith(INFO_SUFFIX) || LISTS.test(name)) return []
  const known = KNOWN[name]
  if (known !== undefined) {
    const only = Object.entries(known.only ?? {})
    return only.every(([label, value]) => labels[label] === value) ? deviceFacts(name, labels, known) : []
  }
  const base = name.slice(0, -INFO_SUFFIX.length)
  return Object.entries(labels).flatMap(([label, value]) =>
    value === '' || NOT_FACTS.has(label) || nodeLabels[label] === value
      ? []
      : [{ device: labels['device'] ?? '', name: `${base}.${label}`, value }],
  )
}

/** Series of one value for each node: whatever labels they have come from the sender. */
const BARE_SERIES: ReadonlySet<string> = new Set([
  'node_boot_time_seconds',
  'node_memory_MemTotal_bytes',
  'node_load1',
  'system.cpu.load_average.1m',
  'system_cpu_load_average_1m',
  'up',
])

/** The labels of a node, from a series that has none of its own; null from any other series. */
export const nodeLabelsOf = (name: string, labels: Labels): Labels | null => {
  if (!BARE_SERIES.has(name)) return null
  const kept = Object.entries(labels).filter(
    ([label]) => label !== 'instance' && (label !== 'job' || name !== 'up'),
  )
  return Object.fromEntries(kept)
}

/** A fact that a series tells by its value. */
export const factOfValueSeries = (name: string, value: number): Fact | null => {
  if (name !== 'node_boot_time_seconds' || !Number.isFinite(value)) return null
  return { device: '', name: 'boot_time', value: String(Math.round(value * 1000)) }
}

import { NETWORK_PARENT_SERIES } from '@/lib/core/devices'
import { gauge } from '../agent-series'
import { toWhole } from '../parse/numbers'
import { listMatching, type SystemFiles } from '../system-files'
import { isLayered, networkParent } from './network-parent'
import { counterSource, fileSource, gaugeSource, type Source } from './source'

const CLASS = 'class/net'
const BYTES_PER_MEGABIT = 1e6 / 8

/** A link that is down or virtual says 0 or -1 here, which is an unknown speed and not a slow one. */
const speedSource = (device: string): Source =>
  fileSource('sys', `${CLASS}/${device}/speed`, (text) => {
    const megabits = toWhole(text.trim())
    return megabits === null || megabits === 0
      ? []
      : [gauge('node_network_speed_bytes', { device }, megabits * BYTES_PER_MEGABIT)]
  })

const stateSource = (device: string): Source =>
  fileSource('sys', `${CLASS}/${device}/operstate`, (text) => [
    gauge('node_network_up', { device }, text.trim() === 'up' ? 1 : 0),
  ])

const parentSource = (files: SystemFiles, device: string): Source[] => {
  const parent = networkParent(files, device)
  return parent === null ? [] : [() => [gauge(NETWORK_PARENT_SERIES, { device, parent }, 1)]]
}

export const networkDevices = (files: SystemFiles): string[] =>
  listMatching(files, 'sys', CLASS, /^(?!lo$|bonding_masters$)/)

/** Hardware, and what is put together from it; a veth or bridge says its speed is 10 Gbit/s whatever it lies on. */
const isLink = (files: SystemFiles, device: string): boolean => {
  const entries = files.list('sys', `${CLASS}/${device}`)
  return entries.includes('device') || entries.includes('bonding') || isLayered(files, device)
}

const linkSources = (device: string): Source[] => [
  stateSource(device),
  speedSource(device),
  gaugeSource('sys', `${CLASS}/${device}/carrier`, 'node_network_carrier', { device }),
]

/** The state of each link, beside the traffic that net/dev counts. */
export const discoverNetwork = (files: SystemFiles): Source[] =>
  networkDevices(files).flatMap((device) => [
    ...(isLink(files, device) ? linkSources(device) : []),
    counterSource('sys', `${CLASS}/${device}/carrier_changes`, 'node_network_carrier_changes_total', {
      device,
    }),
    ...parentSource(files, device),
  ])

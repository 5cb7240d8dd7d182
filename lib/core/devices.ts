import type { ResourceId } from './checklist/types'
import type { Labels, SeriesDescriptor } from './series'

/** `decides` counts towards its node's value, `listed` is only shown, `ignored` is no device worth measuring. */
export type DeviceRole = 'decides' | 'listed' | 'ignored'

/** Names the parent of an interface: the bond of its member, the link of a VLAN. */
export const NETWORK_PARENT_SERIES = 'usescope_network_parent_info'

const IGNORED_DISK = /^(loop|ram|zram|fd|sr)\d/
const STACKED_DISK = /^(dm-|md|drbd|bcache)\d/
const PARTITION = /^((?:sd|hd|vd|xvd)[a-z]+)\d+$|^(.*\d)p\d+$/
const VLAN = /^(.+)\.\d+$/
const VIRTUAL_INTERFACE =
  /^(veth|docker|podman|br-|br\d|bridge|virbr|vmbr|cni|flannel|cali|cilium|lxc|lxd|vnet|tap|tun|macv|ipvl|vxlan|geneve|genev_sys|gre|erspan|sit\d|ip6|ip_vti|ifb|dummy|nlmon|wg\d|kube-|nodelocaldns|azv|weave|ovs|fwbr|fwpr|fwln|vmnet|vti)/
const FILESYSTEM_TYPE = ['fstype', 'type', 'system.filesystem.type', 'system_filesystem_type']
/** Kernel interfaces, images that are full by nature, and mirrors of another mount. */
const IGNORED_FILESYSTEM =
  /^(squashfs|iso9660|erofs|cramfs|udf|overlay|aufs|proc|sysfs|cgroup2?|devtmpfs|devpts|debugfs|tracefs|securityfs|pstore|bpf|configfs|fusectl|hugetlbfs|mqueue|nsfs|autofs|binfmt_misc|rpc_pipefs|selinuxfs|efivarfs|ramfs|fuse\.lxcfs)$/
const LISTED_FILESYSTEM = /^(tmpfs|fuse)/

const firstLabel = (labels: Labels, names: readonly string[]): string => {
  for (const name of names) {
    const value = labels[name]
    if (value !== undefined) return value
  }
  return ''
}

/** What a device is by its own name and labels. */
export const deviceRole = (resource: ResourceId, device: string, labels: Labels): DeviceRole => {
  if (resource === 'disk') {
    if (IGNORED_DISK.test(device)) return 'ignored'
    return STACKED_DISK.test(device) ? 'listed' : 'decides'
  }
  if (resource === 'network') {
    if (device === 'lo') return 'ignored'
    return VIRTUAL_INTERFACE.test(device) ? 'listed' : 'decides'
  }
  if (resource === 'filesystem') {
    const type = firstLabel(labels, FILESYSTEM_TYPE)
    if (IGNORED_FILESYSTEM.test(type)) return 'ignored'
    return LISTED_FILESYSTEM.test(type) ? 'listed' : 'decides'
  }
  return 'decides'
}

/** The device that this one is a part of or lies on, by name: sda of sda1, eth0 of eth0.100. */
export const parentByName = (resource: ResourceId, device: string): string | null => {
  if (resource === 'disk') {
    const match = PARTITION.exec(device)
    return match?.[1] ?? match?.[2] ?? null
  }
  return resource === 'network' ? (VLAN.exec(device)?.[1] ?? null) : null
}

/** The parents that a node's series name. */
export const networkParents = (series: readonly SeriesDescriptor[]): ReadonlyMap<string, string> => {
  const parents = new Map<string, string>()
  for (const { name, labels } of series) {
    if (name !== NETWORK_PARENT_SERIES) continue
    const { device, parent } = labels
    if (device !== undefined && parent !== undefined) parents.set(device, parent)
  }
  return parents
}

import { baseName, type SystemFiles } from '../system-files'

const CLASS = 'class/net'
/** Kinds of interface that lie on exactly one other, which the kernel names `lower_…`. */
const LAYERED = /^DEVTYPE=(?:vlan|macvlan|macvtap|ipvlan)$/m

export const isLayered = (files: SystemFiles, device: string): boolean =>
  LAYERED.test(files.read('sys', `${CLASS}/${device}/uevent`) ?? '')

/**
 * The interface that another is a part of: the bond of its member, the link below a VLAN,
 * the bridge of a virtual port. A real link in a bridge stays its own: the bridge is made of it.
 */
export const networkParent = (files: SystemFiles, device: string): string | null => {
  const link = files.link('sys', `${CLASS}/${device}/master`)
  const master = link === null ? null : baseName(link)
  if (master !== null && files.list('sys', `${CLASS}/${master}/bonding`).length > 0) return master
  const entries = files.list('sys', `${CLASS}/${device}`)
  if (entries.includes('device')) return null
  const lower = isLayered(files, device) ? entries.find((name) => name.startsWith('lower_')) : undefined
  return lower?.slice('lower_'.length) ?? master
}

import type { CpuInfo } from '../parse/cpuinfo'
import { readValue, type SystemFiles } from '../system-files'

/** The names that systemd-detect-virt gives, by what the firmware calls itself. */
const VENDORS: readonly (readonly [RegExp, string])[] = [
  [/amazon ec2/i, 'amazon'],
  [/google/i, 'google'],
  [/vmware/i, 'vmware'],
  [/virtualbox|innotek/i, 'oracle'],
  [/parallels/i, 'parallels'],
  [/bhyve/i, 'bhyve'],
  [/microsoft corporation.*virtual machine/i, 'microsoft'],
  [/\bxen\b/i, 'xen'],
  [/kvm|openstack|rhev|ovirt|digitalocean|hetzner|alibaba|scaleway|exoscale/i, 'kvm'],
  [/qemu|bochs|seabios/i, 'qemu'],
]

/** Metal instances of clouds carry their vendor's name too, so the firmware alone proves nothing on x86. */
export const readVirtualization = (files: SystemFiles, cpu: CpuInfo): string | null => {
  const hypervisor = readValue(files, 'sys', 'hypervisor/type')
  if (hypervisor !== null) return hypervisor
  if (cpu.isVirtual === false) return 'none'
  const firmware = ['sys_vendor', 'product_name', 'board_vendor', 'bios_vendor']
    .map((file) => readValue(files, 'sys', `class/dmi/id/${file}`) ?? '')
    .join(' ')
  const known = VENDORS.find(([pattern]) => pattern.test(firmware))?.[1]
  return known ?? (cpu.isVirtual === true ? 'vm-other' : null)
}

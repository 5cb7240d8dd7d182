import { networkDevices } from '../collect/network-sources'
import { baseName, readValue, type SystemFiles } from '../system-files'

/** Drivers built with the kernel have no version of their own: the kernel's is theirs. */
const driverFacts = (files: SystemFiles, device: string): [string, string][] => {
  const link = files.link('sys', `class/net/${device}/device/driver`)
  if (link === null) return []
  const driver = baseName(link)
  const version = readValue(files, 'sys', `module/${driver}/version`)
  const named: [string, string] = [`driver{${device}}`, driver]
  return version === null ? [named] : [named, [`driver_version{${device}}`, version]]
}

export const readNicFacts = (files: SystemFiles): [string, string][] =>
  networkDevices(files).flatMap((device) => driverFacts(files, device))

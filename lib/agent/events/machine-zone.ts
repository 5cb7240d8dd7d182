import { isZone } from '@/lib/core/local-days'
import { zoneOffset } from '@/lib/core/zoned-time'
import { readValue, type SystemFiles } from '../system-files'
import type { MachineZone } from './watcher'

/** A machine that says nothing keeps UTC. */
export const readMachineZone = (files: SystemFiles): MachineZone => {
  const linked = /zoneinfo\/(?:posix\/)?(.+)$/.exec(files.link('etc', 'localtime') ?? '')?.[1]
  const named = linked ?? readValue(files, 'etc', 'timezone') ?? 'UTC'
  const name = isZone(named) ? named : 'UTC'
  return { name, offsetAt: zoneOffset(name) }
}

import { listMatching, readValue, type SystemFiles } from '../system-files'
import { counterSource, type Source } from './source'

const CPUS = 'devices/system/cpu'

/** Hyper-threads share the counters of their core, and cores those of their package: each is read once. */
export const discoverThermal = (files: SystemFiles): Source[] => {
  const sources = new Map<string, Source>()
  for (const cpu of listMatching(files, 'sys', CPUS, /^cpu\d+$/)) {
    const folder = `${CPUS}/${cpu}`
    const counts = files.list('sys', `${folder}/thermal_throttle`)
    const core = readValue(files, 'sys', `${folder}/topology/core_id`)
    const socket = readValue(files, 'sys', `${folder}/topology/physical_package_id`)
    if (counts.length === 0 || core === null || socket === null) continue

    const add = (unit: 'core' | 'package', labels: Record<string, string>): void => {
      const key = `${unit} ${Object.values(labels).join(' ')}`
      const file = `${unit}_throttle_count`
      if (!counts.includes(file) || sources.has(key)) return
      const path = `${folder}/thermal_throttle/${file}`
      sources.set(key, counterSource('sys', path, `node_cpu_${unit}_throttles_total`, labels))
    }
    add('core', { core, package: socket })
    add('package', { package: socket })
  }
  return [...sources.values()]
}

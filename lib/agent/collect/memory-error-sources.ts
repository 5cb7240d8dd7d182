import { listMatching, type SystemFiles } from '../system-files'
import { counterSource, type Source } from './source'

const CONTROLLERS = 'devices/system/edac/mc'

/** Memory errors that the controllers corrected, and those that they could not. */
export const discoverMemoryErrors = (files: SystemFiles): Source[] =>
  listMatching(files, 'sys', CONTROLLERS, /^mc\d+$/).flatMap((name) => {
    const labels = { controller: name.slice('mc'.length) }
    const path = `${CONTROLLERS}/${name}`
    return [
      counterSource('sys', `${path}/ce_count`, 'node_edac_correctable_errors_total', labels),
      counterSource('sys', `${path}/ue_count`, 'node_edac_uncorrectable_errors_total', labels),
    ]
  })

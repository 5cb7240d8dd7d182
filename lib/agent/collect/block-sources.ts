import { listMatching, type SystemFiles } from '../system-files'
import { gaugeSource, hexCounterSource, type Source } from './source'

/** Commands that a disk failed, which only SCSI and SATA disks count, and members that an array misses. */
export const discoverBlock = (files: SystemFiles): Source[] =>
  listMatching(files, 'sys', 'block', /^(?!loop|ram|zram)/).flatMap((device) => {
    const folder = `block/${device}`
    const has = (name: string, file: string): boolean => files.list('sys', `${folder}/${name}`).includes(file)
    return [
      ...(has('device', 'ioerr_cnt')
        ? [hexCounterSource('sys', `${folder}/device/ioerr_cnt`, 'usescope_disk_io_errors_total', { device })]
        : []),
      ...(has('md', 'degraded')
        ? [gaugeSource('sys', `${folder}/md/degraded`, 'node_md_degraded', { device })]
        : []),
    ]
  })

import { gauge, type AgentSeries } from '../agent-series'
import { parseConntrackStat } from '../parse/conntrack-stat'
import { parseDiskstats } from '../parse/diskstats'
import { parseFileNr } from '../parse/file-nr'
import { parseLoadavg } from '../parse/loadavg'
import { parseMdstat } from '../parse/mdstat'
import { parseMeminfo } from '../parse/meminfo'
import { parseNetDev } from '../parse/net-dev'
import { parseNetstat } from '../parse/netstat'
import { parsePressure, PRESSURE_RESOURCES } from '../parse/pressure'
import { parseSchedstat } from '../parse/schedstat'
import { parseSoftnetStat } from '../parse/softnet-stat'
import { parseStat } from '../parse/stat'
import { parseVmstat } from '../parse/vmstat'
import type { SystemFiles } from '../system-files'
import { counterSource, fileSource, gaugeSource, type Source } from './source'

type Entry = readonly [path: string, source: Source]

const parsed = (path: string, parse: (text: string) => AgentSeries[]): Entry => [
  path,
  fileSource('proc', path, parse),
]
const single = (path: string, make: typeof gaugeSource, name: string): Entry => [
  path,
  make('proc', path, name),
]

const ENTRIES: readonly Entry[] = [
  parsed('stat', parseStat),
  parsed('meminfo', parseMeminfo),
  parsed('vmstat', parseVmstat),
  parsed('diskstats', parseDiskstats),
  parsed('mdstat', parseMdstat),
  parsed('loadavg', parseLoadavg),
  parsed('schedstat', parseSchedstat),
  parsed('sys/fs/file-nr', parseFileNr),
  ...PRESSURE_RESOURCES.map((resource) =>
    parsed(`pressure/${resource}`, (text) => parsePressure(resource, text)),
  ),
  single('sys/kernel/pid_max', gaugeSource, 'node_processes_max_processes'),
  single('sys/kernel/threads-max', gaugeSource, 'node_processes_max_threads'),
  single('sys/kernel/hung_task_detect_count', counterSource, 'node_kernel_hung_tasks_total'),
  single('sys/net/netfilter/nf_conntrack_count', gaugeSource, 'node_nf_conntrack_entries'),
  single('sys/net/netfilter/nf_conntrack_max', gaugeSource, 'node_nf_conntrack_entries_limit'),
]

/** The net tables are read through process 1, so that an agent in a container sees the host's. */
const netEntries = (files: SystemFiles): Entry[] => {
  const net = files.read('proc', '1/net/dev') === null ? 'net' : '1/net'
  return [
    parsed(`${net}/dev`, parseNetDev),
    parsed(`${net}/snmp`, parseNetstat),
    parsed(`${net}/netstat`, parseNetstat),
    parsed(`${net}/softnet_stat`, parseSoftnetStat),
    parsed(`${net}/stat/nf_conntrack`, parseConntrackStat),
  ]
}

const readProcessCount: Source = (files) => {
  const count = files.list('proc', '').filter((name) => /^\d+$/.test(name)).length
  return count === 0 ? [] : [gauge('node_processes_pids', {}, count)]
}

export const discoverProc = (files: SystemFiles): Source[] => [
  ...[...ENTRIES, ...netEntries(files)]
    .filter(([path]) => files.read('proc', path) !== null)
    .map(([, source]) => source),
  readProcessCount,
]

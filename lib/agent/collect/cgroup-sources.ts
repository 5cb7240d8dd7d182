import { counter, gauge, type AgentSeries } from '../agent-series'
import { linesOf, wordsOf } from '../parse/lines'
import { toWhole } from '../parse/numbers'
import { parsePressureTotals } from '../parse/pressure'
import { listMatching, type SystemFiles } from '../system-files'
import { fileSource, type Source } from './source'

const ROOT = 'fs/cgroup'
const PRESSURES = ['cpu', 'memory', 'io'] as const
const MICROSECONDS = 1e6

interface Slice {
  folder: string
  labels: { id: string; name: string }
}

/** Files of `key value` lines. */
const parseKeyed = (text: string): ReadonlyMap<string, number> =>
  new Map(
    linesOf(text).flatMap((line): [string, number][] => {
      const [key = '', digits] = wordsOf(line)
      const value = toWhole(digits)
      return value === null ? [] : [[key, value]]
    }),
  )

const kept = (...series: (AgentSeries | null)[]): AgentSeries[] => series.filter((one) => one !== null)

const orNull = <Value>(
  value: Value | undefined | null,
  make: (value: Value) => AgentSeries,
): AgentSeries | null => (value === undefined || value === null ? null : make(value))

/** The page cache that nobody used lately is free to take: the rest is the working set. */
const memorySource =
  ({ folder, labels }: Slice): Source =>
  (files) => {
    const current = toWhole(files.read('sys', `${folder}/memory.current`)?.trim())
    const idle = parseKeyed(files.read('sys', `${folder}/memory.stat`) ?? '').get('inactive_file')
    const limit = toWhole(files.read('sys', `${folder}/memory.max`)?.trim())
    const working = current === null || idle === undefined ? null : Math.max(0, current - idle)
    return kept(
      orNull(working, (value) => gauge('container_memory_working_set_bytes', labels, value)),
      orNull(limit, (value) => gauge('container_spec_memory_limit_bytes', labels, value)),
    )
  }

const parseCpuStat =
  ({ labels }: Slice) =>
  (text: string): AgentSeries[] => {
    const values = parseKeyed(text)
    return kept(
      orNull(values.get('usage_usec'), (value) =>
        counter('container_cpu_usage_seconds_total', labels, value / MICROSECONDS),
      ),
      orNull(values.get('nr_periods'), (value) => counter('container_cpu_cfs_periods_total', labels, value)),
      orNull(values.get('nr_throttled'), (value) =>
        counter('container_cpu_cfs_throttled_periods_total', labels, value),
      ),
    )
  }

/** `max 100000` is no limit, `200000 100000` two CPUs. */
const parseCpuMax =
  ({ labels }: Slice) =>
  (text: string): AgentSeries[] => {
    const [quota, period] = wordsOf(text).map(toWhole)
    if (typeof quota !== 'number' || typeof period !== 'number') return []
    return [
      gauge('container_spec_cpu_quota', labels, quota),
      gauge('container_spec_cpu_period', labels, period),
    ]
  }

const parseEvents =
  ({ labels }: Slice) =>
  (text: string): AgentSeries[] =>
    kept(
      orNull(parseKeyed(text).get('oom_kill'), (value) =>
        counter('container_oom_events_total', labels, value),
      ),
    )

const pressureSource = ({ folder, labels }: Slice, resource: (typeof PRESSURES)[number]): Source =>
  fileSource('sys', `${folder}/${resource}.pressure`, (text) =>
    parsePressureTotals(text)
      .filter(({ kind }) => kind === 'some')
      .map(({ seconds }) => counter(`container_pressure_${resource}_waiting_seconds_total`, labels, seconds)),
  )

/** The slices right below the root of cgroup v2, named as cAdvisor names containers that no pod holds. */
export const discoverCgroups = (files: SystemFiles): Source[] =>
  listMatching(files, 'sys', ROOT, /\.slice$/).flatMap((name) => {
    const slice: Slice = { folder: `${ROOT}/${name}`, labels: { id: `/${name}`, name } }
    const present = files.list('sys', slice.folder)
    if (!present.includes('cgroup.controllers')) return []
    const entries: [string, Source][] = [
      ['memory.current', memorySource(slice)],
      ['cpu.stat', fileSource('sys', `${slice.folder}/cpu.stat`, parseCpuStat(slice))],
      ['cpu.max', fileSource('sys', `${slice.folder}/cpu.max`, parseCpuMax(slice))],
      ['memory.events', fileSource('sys', `${slice.folder}/memory.events`, parseEvents(slice))],
      ...PRESSURES.map((resource): [string, Source] => [
        `${resource}.pressure`,
        pressureSource(slice, resource),
      ]),
    ]
    return entries.filter(([file]) => present.includes(file)).map(([, source]) => source)
  })

import { describe, expect, test } from 'vitest'
import { NETWORK_PARENT_SERIES } from '@/lib/core/devices'
import type { AgentSeries } from '../agent-series'
import { createFakeClock } from '../fixtures/fake-clock'
import { keyOf, labelValuesOf, namesOf, valueOf } from '../fixtures/find-series'
import { unpackMachine, type FixtureName } from '../fixtures/fixture-machine'
import { createCollector } from './collector'
import { createFilesystemReader } from './filesystems'

const SPACE = { bsize: 4096, blocks: 1000, bfree: 500, bavail: 400, files: 64, ffree: 60 }

const collectFrom = async (name: FixtureName): Promise<AgentSeries[]> => {
  using machine = unpackMachine(name)
  const clock = createFakeClock()
  const filesystems = createFilesystemReader(machine.files, () => Promise.resolve(SPACE), clock)
  return createCollector(machine.files, filesystems, clock).collect()
}

describe('bare metal', async () => {
  const series = await collectFrom('bare-metal')
  const value = (name: string, labels = {}) => valueOf(series, name, labels)

  test('no series is told twice', () => {
    expect(new Set(series.map(keyOf)).size).toBe(series.length)
  })

  test('counters and gauges keep the units of node_exporter', () => {
    expect(value('node_cpu_seconds_total', { cpu: '0', mode: 'idle' })).toBe(109912.03)
    expect(value('node_memory_MemTotal_bytes')).toBe(263856124 * 1024)
    expect(value('node_memory_HugePages_Total')).toBe(512)
    expect(value('node_disk_read_bytes_total', { device: 'sda' })).toBe(80000 * 512)
    expect(value('node_disk_io_time_weighted_seconds_total', { device: 'nvme0n1' })).toBe(6601.1)
    expect(value('node_schedstat_waiting_seconds_total', { cpu: '0' })).toBe(343.796328169)
    expect(value('node_pressure_io_waiting_seconds_total')).toBe(159.886802)
    expect(value('node_pressure_irq_stalled_seconds_total')).toBe(0.008494)
    expect(value('node_network_speed_bytes', { device: 'eth0' })).toBe(1.25e9)
    expect(value('node_boot_time_seconds')).toBe(1761550021)
  })

  test('counters are told apart from gauges', () => {
    const typeOf = (name: string) => new Set(series.filter((one) => one.name === name).map((one) => one.type))
    for (const name of namesOf(series)) {
      if (name.endsWith('_total') || name.startsWith('node_vmstat_'))
        expect(typeOf(name)).toEqual(new Set(['counter']))
      if (/_bytes$|_info$|^node_(load|procs_|md_|processes_|filefd_)/.test(name)) {
        expect(typeOf(name)).toEqual(new Set(['gauge']))
      }
    }
    expect(typeOf('node_netstat_Tcp_CurrEstab')).toEqual(new Set(['gauge']))
    expect(typeOf('node_netstat_Tcp_RetransSegs')).toEqual(new Set(['counter']))
  })

  test('whole disks are measured, their partitions and loop devices are not', () => {
    const disks = labelValuesOf(series, 'node_disk_io_time_seconds_total', 'device')
    expect(disks).toEqual([
      ...[...'abcdefgh'].map((letter) => `sd${letter}`),
      'nvme0n1',
      'md0',
      'md127',
      'dm-0',
    ])
  })

  test('a degraded array shows its failed and missing members', () => {
    const disks = (device: string, state: string) => value('node_md_disks', { device, state })
    expect([disks('md127', 'active'), disks('md127', 'failed'), disks('md127', 'spare')]).toEqual([4, 1, 1])
    expect(value('node_md_disks_required', { device: 'md127' })).toBe(5)
    expect(value('node_md_degraded', { device: 'md127' })).toBe(1)
    expect(value('node_md_state', { device: 'md127', state: 'recovering' })).toBe(1)
    expect(value('node_md_state', { device: 'md0', state: 'active' })).toBe(1)
    expect(value('node_md_disks_required', { device: 'md9' })).toBeNull()
    expect(value('usescope_disk_io_errors_total', { device: 'sdh' })).toBe(31)
  })

  test('a counter that threads or cores share is told once', () => {
    const labels = series
      .filter(({ name }) => name === 'node_cpu_core_throttles_total')
      .map(({ labels: of }) => `${of['package']}/${of['core']}`)
    expect(labels.sort()).toEqual(['0/0', '0/1', '1/0', '1/1'])
    expect(value('node_cpu_core_throttles_total', { package: '0', core: '0' })).toBe(5)
    expect(value('node_cpu_package_throttles_total', { package: '1' })).toBe(6)
    expect(value('node_edac_uncorrectable_errors_total', { controller: '0' })).toBe(5)
  })

  test('parts of another interface name it, links and bonds stand for themselves', () => {
    const parents = series
      .filter(({ name }) => name === NETWORK_PARENT_SERIES)
      .map(({ labels }) => `${labels['device']} of ${labels['parent']}`)
    expect(parents.sort()).toEqual(['bond0.100 of bond0', 'eth0 of bond0', 'eth1 of bond0', 'veth9a1 of br0'])
  })

  test('only links have a speed, virtual ports and bridges have none', () => {
    const devices = labelValuesOf(series, 'node_network_speed_bytes', 'device')
    expect(devices.sort()).toEqual(['bond0', 'bond0.100', 'eth0', 'eth1'])
    expect(value('node_network_carrier_changes_total', { device: 'veth9a1' })).toBe(2)
  })

  test('a link that is down has no speed', () => {
    expect(value('node_network_speed_bytes', { device: 'eno3' })).toBeNull()
    expect(value('node_network_up', { device: 'eno3' })).toBe(0)
    expect(value('node_network_carrier', { device: 'eno3' })).toBeNull()
    expect(value('node_network_carrier_changes_total', { device: 'eno3' })).toBe(9)
  })

  test('the host is read through process 1, and loopback is no link', () => {
    const devices = labelValuesOf(series, 'node_network_receive_bytes_total', 'device')
    expect(devices).toContain('eth0')
    expect(devices).not.toContain('lo')
    expect(value('node_network_receive_drop_total', { device: 'eth0' })).toBe(17)
    expect(value('node_network_transmit_errs_total', { device: 'eth0' })).toBe(0)
    expect(value('node_softnet_dropped_total', { cpu: '1' })).toBe(41)
    expect(value('node_nf_conntrack_stat_early_drop')).toBe(7)
    expect(value('node_nf_conntrack_stat_insert_failed')).toBe(20)
    expect(value('node_netstat_TcpExt_TCPSynRetrans')).toBe(19)
  })

  test('local filesystems are measured once; network, pseudo and private mounts never', () => {
    const mounts = labelValuesOf(series, 'node_filesystem_size_bytes', 'mountpoint')
    expect(mounts).toEqual(['/run', '/', '/srv/big data', '/home'])
    expect(value('node_filesystem_avail_bytes', { mountpoint: '/home' })).toBe(400 * 4096)
    expect(value('node_filesystem_readonly', { mountpoint: '/srv/big data' })).toBe(1)
    expect(value('node_filesystem_readonly', { mountpoint: '/' })).toBe(0)
  })

  test('tasks are counted against both limits', () => {
    expect(value('node_processes_pids')).toBe(3)
    expect(value('node_processes_threads')).toBe(1892)
    expect(value('node_processes_max_processes')).toBe(4194304)
    expect(value('node_processes_max_threads')).toBe(2060988)
    expect(value('node_kernel_hung_tasks_total')).toBe(42)
  })

  test('slices are told as containers, and a slice without a limit has none', () => {
    expect(labelValuesOf(series, 'container_cpu_usage_seconds_total', 'name')).toEqual([
      'system.slice',
      'user.slice',
    ])
    expect(value('container_memory_working_set_bytes', { name: 'user.slice' })).toBe(400_000_000)
    expect(value('container_spec_memory_limit_bytes', { name: 'user.slice' })).toBe(4294967296)
    expect(value('container_spec_memory_limit_bytes', { name: 'system.slice' })).toBeNull()
    expect(value('container_spec_cpu_quota', { name: 'user.slice' })).toBe(200000)
    expect(value('container_spec_cpu_quota', { name: 'system.slice' })).toBeNull()
    expect(value('container_pressure_memory_waiting_seconds_total', { name: 'user.slice' })).toBe(3)
    expect(value('container_oom_events_total', { name: 'user.slice' })).toBe(1)
  })
})

describe('a small VM without PSI', async () => {
  const series = await collectFrom('small-vm')
  const value = (name: string, labels = {}) => valueOf(series, name, labels)

  test('what its kernel does not count is absent, not zero', () => {
    expect(
      namesOf(series).filter((name) => /pressure|schedstat|edac|throttles|md_|conntrack|hung/.test(name)),
    ).toEqual([])
    expect(value('node_vmstat_oom_kill')).toBeNull()
    expect(value('node_network_speed_bytes')).toBeNull()
    expect(value('node_netstat_TcpExt_ListenOverflows')).toBeNull()
  })

  test('what it measures as zero is zero', () => {
    expect(value('node_memory_SwapTotal_bytes')).toBe(0)
    expect(value('node_netstat_Tcp_InErrs')).toBe(0)
  })

  test('an old kernel does not name the CPU of a softnet line', () => {
    expect(value('node_softnet_times_squeezed_total', { cpu: '0' })).toBe(3)
  })

  test('stolen time is measured', () => {
    expect(value('node_cpu_seconds_total', { cpu: '0', mode: 'steal' })).toBe(9.22)
  })
})

describe('a container that hides most files', async () => {
  const series = await collectFrom('container')

  test('only what can be read is told', () => {
    expect(namesOf(series)).toEqual([
      'node_context_switches_total',
      'node_cpu_seconds_total',
      'node_load1',
      'node_load15',
      'node_load5',
      'node_memory_MemFree_bytes',
      'node_memory_MemTotal_bytes',
      'node_processes_pids',
      'node_processes_threads',
    ])
  })

  test('CPU times that a line leaves out are absent', () => {
    const modes = series.filter(({ labels }) => labels['cpu'] === '3').map(({ labels }) => labels['mode'])
    expect(modes).toEqual(['user', 'nice', 'system', 'idle'])
  })
})

describe('hardware that comes and goes', () => {
  test('a new device is found within a minute and a lost one has nothing to say', async () => {
    using machine = unpackMachine('small-vm')
    const clock = createFakeClock()
    const collector = createCollector(machine.files, null, clock)
    await collector.collect()
    machine.write('sys/class/net/eth1/operstate', 'up\n')
    machine.write('sys/class/net/eth1/device/vendor', '0x8086\n')
    machine.remove('sys/class/net/eth0/operstate')
    clock.advance(60_000)
    const series = await collector.collect()
    expect(labelValuesOf(series, 'node_network_up', 'device')).toEqual(['eth1'])
  })
})

import { describe, expect, it } from 'vitest'
import { prometheusName } from './prometheus-name'

describe('names', () => {
  it.each([
    [{ name: 'system.cpu.time', unit: 's', isMonotonic: true }, 'sum', 'system_cpu_time_seconds_total'],
    [
      { name: 'system.cpu.utilization', unit: '1', isMonotonic: false },
      'gauge',
      'system_cpu_utilization_ratio',
    ],
    [
      { name: 'system.cpu.load_average.1m', unit: '{thread}', isMonotonic: false },
      'gauge',
      'system_cpu_load_average_1m',
    ],
    [{ name: 'system.network.io', unit: 'By', isMonotonic: true }, 'sum', 'system_network_io_bytes_total'],
    [{ name: 'system.memory.usage', unit: 'By', isMonotonic: false }, 'sum', 'system_memory_usage_bytes'],
    [
      { name: 'http.server.request.duration', unit: 's', isMonotonic: false },
      'explicit',
      'http_server_request_duration_seconds',
    ],
    [{ name: 'disk.speed', unit: 'By/s', isMonotonic: false }, 'gauge', 'disk_speed_bytes_per_second'],
    [{ name: 'requests_total', unit: '{request}', isMonotonic: true }, 'sum', 'requests_total'],
    [{ name: 'wait_seconds', unit: 's', isMonotonic: true }, 'sum', 'wait_seconds_total'],
    [{ name: '2xx', unit: '', isMonotonic: false }, 'gauge', '_2xx'],
    [{ name: 'a..b--c', unit: 'furlong', isMonotonic: false }, 'gauge', 'a_b_c_furlong'],
    [{ name: '…', unit: 's', isMonotonic: false }, 'gauge', ''],
  ] as const)('%o is %s %s', (metric, kind, name) => {
    expect(prometheusName(metric, kind)).toBe(name)
  })
})

import { expect, it, vi } from 'vitest'
import { metrics, renderMetrics } from './metrics'

it('what was counted is rendered as Prometheus text', async () => {
  metrics.samplesAccepted.inc({ protocol: 'remote_write' }, 7)
  metrics.querySeconds.observe({ query: 'fleet' }, 0.02)
  const text = await renderMetrics()
  expect(text).toContain('usescope_samples_accepted_total{protocol="remote_write"} 7')
  expect(text).toContain('usescope_query_seconds_bucket{le="0.025",query="fleet"} 1')
  expect(text).toContain('process_cpu_seconds_total')
})

it('a second copy of the module in the same process counts in the same place', async () => {
  vi.resetModules()
  const copy = await import('./metrics')
  expect(copy.metrics).toBe(metrics)
})

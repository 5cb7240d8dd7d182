import { expect, it } from 'vitest'
import { senderKindOf } from './sender-kind'

const NOTHING = { userAgents: [], hasExporterSeries: false, hasOtelSeries: false }

it.each([
  ['collector', { ...NOTHING, userAgents: ['usescope-agent/0.1.0'], hasExporterSeries: true }],
  [
    'node_exporter',
    { ...NOTHING, userAgents: ['Prometheus/2.42.0'], hasExporterSeries: true, hasOtelSeries: true },
  ],
  ['otel', { ...NOTHING, userAgents: ['Prometheus/2.42.0'], hasOtelSeries: true }],
  ['other', { ...NOTHING, userAgents: ['curl/8'] }],
] as const)('a node is known to be measured by %s', (kind, traces) => {
  expect(senderKindOf(traces)).toBe(kind)
})

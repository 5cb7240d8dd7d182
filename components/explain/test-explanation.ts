import type { ExplainAnswer } from '@/lib/contract/explain'

const FROM_MS = Date.UTC(2026, 0, 5, 6)
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

const metric = {
  resource: 'disk',
  aspect: 'utilization',
  metric: 'disk.utilization.busy',
  title: 'Time with I/O in flight',
  unit: 'ratio',
  role: 'suspect',
  standsOut: true,
  sentence: 'On 2 of 6 nodes.',
} as const

export const sampleExplanation = (change: Partial<ExplainAnswer> = {}): ExplainAnswer => ({
  window: { fromMs: FROM_MS, toMs: FROM_MS + HOUR_MS },
  baseline: { isChosen: false, spans: Array.from({ length: 7 }, () => ({ fromMs: 0, toMs: HOUR_MS })) },
  leadMs: HOUR_MS,
  stepMs: 5 * MINUTE_MS,
  asOfMs: FROM_MS + HOUR_MS,
  standsOut: true,
  headline: 'Disk stands out.',
  measured: { series: 1_200, nodes: 6, baselineSpans: 5 },
  resources: [
    { ...metric, score: 8, nodesAffected: 2, nodesTotal: 6, onsetMs: FROM_MS, worst: { id: 4, name: 'a' } },
    {
      ...metric,
      role: 'victim',
      score: 4,
      nodesAffected: 2,
      nodesTotal: 6,
      onsetMs: FROM_MS,
      worst: { id: 5, name: 'b' },
    },
  ],
  series: [],
  seriesTotal: 140,
  lanes: [
    {
      metric: 'disk.utilization.busy',
      title: 'Disk',
      onsetMs: FROM_MS - 15 * MINUTE_MS,
      nodes: 3,
      lagMs: 0,
      firstShare: 1,
      onsetsMs: [FROM_MS - 15 * MINUTE_MS, FROM_MS, FROM_MS],
    },
  ],
  order: null,
  separatedBy: [
    {
      fact: 'image',
      op: '=',
      value: 'a"b',
      affectedInside: 2,
      inside: 2,
      affectedOutside: 0,
      outside: 4,
      precision: 1,
      recall: 1,
      pValue: 0.01,
      qValue: 0.02,
      sentence: '',
    },
  ],
  events: [],
  outages: null,
  observers: [],
  seenBefore: [],
  sameIncidents: [],
  signature: [],
  markedFor: '',
  silent: [],
  affected: [{ id: 4, name: 'a' }],
  tookMs: 12,
  ...change,
})

export const sampleSeries = (node: { id: number; name: string }): ExplainAnswer['series'][number] => ({
  ...metric,
  node,
  device: 'nvme0n1',
  score: 3,
  direction: 'up',
  kind: 'burst',
  value: 0.99,
  baselineValue: 0.02,
  onsetMs: FROM_MS,
  durationMs: 8 * MINUTE_MS,
})

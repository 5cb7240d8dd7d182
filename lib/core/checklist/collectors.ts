import { defineMetric, deviceFrom, exporter, otel, otelNames } from './define'
import { gauge, rate, type Expression, type SelectorOptions } from './expression'
import { OWN_FIGURE } from './figures'
import type { MetricDefinition, MetricSource } from './types'

/** A process that carries this label says itself that it collects on its node. */
const MARK = 'collector'

/** Jobs of Prometheus that, by the names of charts and guides, scrape a collector of the node itself. */
export const COLLECTOR_JOBS: readonly string[] = [
  'node',
  'node-exporter',
  'node_exporter',
  'prometheus-node-exporter',
  'windows_exporter',
  'cadvisor',
  'process-exporter',
  'ebpf-exporter',
  'ebpf_exporter',
  'vmagent',
  'grafana-agent',
  'alloy',
  'promtail',
  'telegraf',
  'otelcol',
  'otel-collector',
  'opentelemetry-collector',
  'parca-agent',
  'pyroscope-agent',
]

const MARKED: SelectorOptions = { where: [{ labels: [MARK], notIn: [''] }] }
const OF_KNOWN_JOB: SelectorOptions = {
  where: [
    { labels: [MARK], in: [''] },
    { labels: ['job'], in: COLLECTOR_JOBS },
  ],
}

/** Every program exports series of these names, so they make nobody a host. */
const ofCollectors = (expressionOf: (options: SelectorOptions) => Expression): readonly MetricSource[] => [
  exporter(expressionOf(MARKED), { device: deviceFrom(MARK), incidental: true }),
  exporter(expressionOf(OF_KNOWN_JOB), { device: deviceFrom('job'), incidental: true }),
]
const OTELCOL = { device: { labels: [], fixed: 'otelcol' }, incidental: true }

const NO_SOURCE = `The own collector measures itself. Of others, let Prometheus or vmagent scrape their own metrics under a job such as node_exporter, or give these series a label ${MARK} that names the collector.`

const define = (
  name: string,
  input: Pick<MetricDefinition, 'title' | 'unit' | 'sources'> &
    Partial<Pick<MetricDefinition, 'threshold' | 'deviceAggregation'>>,
): MetricDefinition =>
  defineMetric('software', 'utilization', name, {
    perDevice: true,
    deviceAggregation: 'sum',
    whenUnmeasured: NO_SOURCE,
    ...input,
  })

/** What the collectors of a node take from it: of all processes, the one kind that is there for the sake of looking. */
export const COLLECTOR_METRICS: readonly MetricDefinition[] = [
  define('collector_cpu', {
    title: 'CPU time of collectors, of one CPU',
    unit: 'ratio',
    threshold: { warn: 0.2, bad: 1, source: `A collector should cost next to nothing; ${OWN_FIGURE}` },
    sources: [
      ...ofCollectors((options) => rate('process_cpu_seconds_total', options)),
      otel(rate(otelNames('otelcol_process_cpu_seconds', 'otelcol_process_cpu_seconds_total')), OTELCOL),
    ],
  }),
  define('collector_memory', {
    title: 'Memory of collectors (resident)',
    unit: 'bytes',
    threshold: { warn: 2 ** 29, bad: 2 ** 31, source: `Half a gibibyte, and two; ${OWN_FIGURE}` },
    sources: [
      ...ofCollectors((options) => gauge('process_resident_memory_bytes', options)),
      otel(gauge(otelNames('otelcol_process_memory_rss', 'otelcol_process_memory_rss_bytes')), OTELCOL),
    ],
  }),
  define('collector_scrape', {
    title: 'Time of a scrape or a round of collecting',
    unit: 'seconds',
    deviceAggregation: 'worst',
    threshold: {
      warn: 1,
      bad: 10,
      source: `Prometheus, scrape_timeout: 10 s unless it is set; warn: ${OWN_FIGURE}`,
    },
    sources: ofCollectors((options) => gauge('scrape_duration_seconds', options)),
  }),
  define('collector_bytes', {
    title: 'Bytes that collectors sent, compressed',
    unit: 'bytes_per_second',
    sources: ofCollectors((options) => rate('usescope_agent_sent_bytes_total', options)),
  }),
]

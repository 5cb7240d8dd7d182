import { CHECKLIST, NOT_MEASURED } from './checklist'
import { CHECK_SOURCES, nextChecksOf } from './next-checks'
import { printExpression } from './print-expression'
import {
  ASPECTS,
  type Aspect,
  type MetricDefinition,
  type ResourceDefinition,
  type SourceKind,
  type Unit,
} from './types'

const UNIT_WORDS: Record<Unit, string> = {
  ratio: 'ratio',
  per_second: '/s',
  bytes_per_second: 'B/s',
  items: 'items',
  seconds: 's',
  bytes: 'B',
}

const SOURCE_WORDS: Record<SourceKind, string> = {
  native: 'native',
  node_exporter: 'node_exporter, own collector',
  otel: 'OpenTelemetry',
  exporter: 'exporter',
}

const figure = (value: number): string =>
  value < 0.001 ? `${Number((value * 3600).toPrecision(3))}/h` : String(Number(value.toPrecision(6)))

const nodeValue = ({ sources, deviceAggregation }: MetricDefinition): string => {
  const hasDevices = sources.some((source) => source.kind !== 'native' && source.device !== undefined)
  if (!hasDevices) return 'measured'
  return deviceAggregation === 'worst' ? 'worst device' : `${deviceAggregation} of devices`
}

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`

const metricRow = (metric: MetricDefinition, headline: boolean): string => {
  const { threshold } = metric
  return row([
    headline ? `**\`${metric.id}\`**` : `\`${metric.id}\``,
    metric.judgedBy === 'mean' ? `${metric.title}; judged by the mean of the window` : metric.title,
    UNIT_WORDS[metric.unit],
    nodeValue(metric),
    threshold === null ? '–' : `${metric.higherIsWorse ? '≥' : '≤'} ${figure(threshold.warn)}`,
    threshold === null ? '–' : `${metric.higherIsWorse ? '≥' : '≤'} ${figure(threshold.bad)}`,
    threshold?.source ?? 'shown, not judged',
  ])
}

const sourceLines = (metric: MetricDefinition): string[] => [
  `- \`${metric.id}\``,
  ...metric.sources
    .filter((source) => source.kind !== 'native')
    .map((source) => `  - ${SOURCE_WORDS[source.kind]}: \`${printExpression(source.expression)}\``),
  ...(metric.proc === null ? [] : [`  - kernel: \`${metric.proc}\``]),
  `  - not measured? ${metric.whenUnmeasured}`,
]

const checkLines = ({ id }: ResourceDefinition, aspect: Aspect): string[] =>
  nextChecksOf(id, aspect).map(
    ({ command, look, source }) => `- ${aspect}: \`${command}\`: ${look} (${CHECK_SOURCES[source].title})`,
  )

const resourceLines = (resource: ResourceDefinition): string[] => {
  const headlines = new Set(ASPECTS.map((aspect) => resource.aspects[aspect].headline))
  const missing = ASPECTS.flatMap((aspect) => {
    const { notApplicable } = resource.aspects[aspect]
    return notApplicable === undefined ? [] : [`- ${aspect}: does not apply. ${notApplicable}`]
  })
  return [
    `## ${resource.title} (\`${resource.id}\`)`,
    '',
    resource.devices === null ? 'One for each node.' : `One for each ${resource.devices}.`,
    '',
    row(['metric', 'what', 'unit', 'node', 'warn', 'bad', 'thresholds from']),
    row(['---', '---', '---', '---', '---', '---', '---']),
    ...resource.metrics.map((metric) => metricRow(metric, headlines.has(metric.id))),
    '',
    ...(missing.length === 0 ? [] : [...missing, '']),
    'Sources, the preferred one first:',
    '',
    ...resource.metrics.flatMap(sourceLines),
    '',
    'To look at next on a node where it is bad:',
    '',
    ...ASPECTS.flatMap((aspect) => checkLines(resource, aspect)),
    '',
  ]
}

const INTRODUCTION = `# The USE checklist

Generated from \`lib/core/checklist\`: change the table there, not this page.

For every resource: utilization, saturation and errors (Gregg, *Systems Performance*, 2nd edition, appendix A, and
[The USE Method](https://www.brendangregg.com/usemethod.html)). Metrics in bold are what the fleet grid shows.
\`rate(x)\` is growth per second; a reset, a gap of more than five minutes or a value that is no number is a gap, never
zero. A metric is judged by the worst mean of any five minutes of the window, unless the table says otherwise.

A sender that measures a value itself posts it to \`/api/v1/samples\` under the metric's name; it is preferred to all
other sources. Devices that are made of others (partitions, device mapper, VLANs, bond members, bridges, veth, tmpfs)
are listed and never decide the value of their node. \`lo\`, loop and RAM disks, and images that are full by nature
(squashfs) are left out.
`

/** docs/checklist.md */
export const checklistMarkdown = (): string =>
  [
    INTRODUCTION,
    ...CHECKLIST.flatMap(resourceLines),
    '## Not measured',
    '',
    ...NOT_MEASURED.map(({ title, reason }) => `- **${title}**: ${reason}`),
    '',
  ].join('\n')

import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

const QUERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

/** A process renders the parts it has, because a figure of a part that works elsewhere would be a zero nobody measured. */
const PARTS = ['process', 'ingest', 'roll', 'questions'] as const
export type MetricsPart = (typeof PARTS)[number]

function createTelemetry() {
  const registries = {
    process: new Registry(),
    ingest: new Registry(),
    roll: new Registry(),
    questions: new Registry(),
  }
  collectDefaultMetrics({ register: registries.process })
  const of = (part: MetricsPart, name: string, help: string) => ({
    name: `usescope_${name}`,
    help,
    registers: [registries[part]],
  })
  const counter = <Label extends string = never>(
    part: MetricsPart,
    name: string,
    help: string,
    labelNames: Label[] = [],
  ) => new Counter({ ...of(part, name, help), labelNames })
  /** Absent until it is set: zero would be a measurement. */
  const gauge = (part: MetricsPart, name: string, help: string) => {
    const created = new Gauge(of(part, name, help))
    created.remove()
    return created
  }

  const metrics = {
    samplesAccepted: counter('ingest', 'samples_accepted_total', 'Samples acknowledged to their sender.', [
      'protocol',
    ]),
    samplesRefused: counter('ingest', 'samples_refused_total', 'Samples refused, by reason.', ['reason']),
    ingestQueueSamples: gauge('ingest', 'ingest_queue_samples', 'Samples waiting for the database.'),
    ingestLagSeconds: gauge('ingest', 'ingest_lag_seconds', 'Age of the newest sample when it arrived.'),
    samplesDuplicate: counter(
      'roll',
      'samples_duplicate_total',
      'Samples that arrived again with an equal value.',
    ),
    samplesConflict: counter(
      'roll',
      'samples_conflict_total',
      'Samples that arrived again with another value; the larger bit pattern was kept.',
    ),
    rollGroupsHeld: gauge('roll', 'roll_groups_held', 'Node groups that the roller of this process rolls.'),
    rollLagSeconds: gauge(
      'roll',
      'roll_lag_seconds',
      'Age of the newest sample that screens can show, over all node groups and rollers.',
    ),
    rollCatchUpRemaining: gauge(
      'roll',
      'roll_catch_up_remaining',
      'Log entries that screens do not show yet, over all node groups and rollers.',
    ),
    querySeconds: new Histogram({
      ...of('questions', 'query_seconds', 'Time a question took to answer.'),
      labelNames: ['query'],
      buckets: QUERY_SECONDS,
    }),
    poolTotal: gauge('process', 'pool_connections', 'Connections to the database.'),
    poolIdle: gauge('process', 'pool_idle_connections', 'Connections to the database that nobody uses.'),
    poolWaiting: gauge(
      'process',
      'pool_waiting_requests',
      'Requests waiting for a connection to the database.',
    ),
  }
  return { registries, metrics }
}

type Telemetry = ReturnType<typeof createTelemetry>

const KEY = Symbol.for('usescope.telemetry')

/** The server and Next are separate bundles in one process and must count in one place. */
const holder: typeof globalThis & { [KEY]?: Telemetry } = globalThis
const telemetry = (holder[KEY] ??= createTelemetry())

export const metrics = telemetry.metrics

export const METRICS_CONTENT_TYPE = telemetry.registries.process.contentType

export async function renderMetrics(parts: readonly MetricsPart[] = PARTS): Promise<string> {
  const texts = await Promise.all(parts.map((part) => telemetry.registries[part].metrics()))
  return texts.join('\n')
}

/** A figure that is not known is absent. */
export function setOrRemove(gauge: Gauge, value: number | null): void {
  if (value === null) gauge.remove()
  else gauge.set(value)
}

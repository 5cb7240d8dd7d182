import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

const QUERY_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

function createTelemetry() {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter({ name: `usescope_${name}`, help, labelNames, registers })
  const gauge = (name: string, help: string) => new Gauge({ name: `usescope_${name}`, help, registers })

  const metrics = {
    samplesAccepted: counter('samples_accepted_total', 'Samples acknowledged to their sender.', ['protocol']),
    samplesDuplicate: counter('samples_duplicate_total', 'Samples that arrived again with an equal value.'),
    samplesConflict: counter(
      'samples_conflict_total',
      'Samples that arrived again with another value; the larger bit pattern was kept.',
    ),
    samplesRefused: counter('samples_refused_total', 'Samples refused, by reason.', ['reason']),
    ingestQueueSamples: gauge('ingest_queue_samples', 'Samples waiting for the database.'),
    ingestLagSeconds: gauge('ingest_lag_seconds', 'Age of the newest sample when it arrived.'),
    rollLagSeconds: gauge('roll_lag_seconds', 'Age of the newest sample that screens can show.'),
    rollCatchUpRemaining: gauge('roll_catch_up_remaining', 'Log entries that are not rolled yet.'),
    querySeconds: new Histogram({
      name: 'usescope_query_seconds',
      help: 'Time a question took to answer.',
      labelNames: ['query'],
      buckets: QUERY_SECONDS,
      registers,
    }),
    poolTotal: gauge('pool_connections', 'Connections to the database.'),
    poolIdle: gauge('pool_idle_connections', 'Connections to the database that nobody uses.'),
    poolWaiting: gauge('pool_waiting_requests', 'Requests waiting for a connection to the database.'),
  }
  return { registry, metrics }
}

type Telemetry = ReturnType<typeof createTelemetry>

const KEY = Symbol.for('usescope.telemetry')

/** The server and Next are separate bundles in one process and must count in one place. */
const holder: typeof globalThis & { [KEY]?: Telemetry } = globalThis
const telemetry = (holder[KEY] ??= createTelemetry())

export const metrics = telemetry.metrics

export const METRICS_CONTENT_TYPE = telemetry.registry.contentType

export const renderMetrics = (): Promise<string> => telemetry.registry.metrics()

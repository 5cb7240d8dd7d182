'use client'

import { CodeBlock } from '@/components/ui/code-block'
import { useOrigin } from '@/components/ui/origin'
import { useView } from '@/components/ui/view'

const observations = (origin: string): string =>
  `curl -X POST ${origin}/api/v1/histograms -H 'Content-Type: application/json' -d '{
  "timestampMs": '$(date +%s000)', "service": "shop", "operation": "checkout",
  "observationsMs": [12.5, 14.1, 230]
}'`

const prometheus = (origin: string): string => `remote_write:
  - url: ${origin}/api/v1/write
    send_native_histograms: true`

const opentelemetry = (origin: string): string => `OTEL_EXPORTER_OTLP_ENDPOINT=${origin}
OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
OTEL_RESOURCE_ATTRIBUTES=host.name=$(hostname)
OTEL_EXPORTER_OTLP_METRICS_DEFAULT_HISTOGRAM_AGGREGATION=base2_exponential_bucket_histogram`

/** In place of the page where no histogram ever came. */
export const NoLatency = () => {
  const origin = useOrigin()
  return (
    <div className="grid gap-4 px-4 pb-8">
      <p className="max-w-[80ch]">
        Nobody has sent latencies yet. Four roads lead here: native or classic histograms of Prometheus, which
        come with remote write; histograms of OpenTelemetry; histograms of your own; or single observations.
      </p>
      <ol className="grid gap-4 lg:grid-cols-3">
        <li className="panel grid content-start gap-2 p-4">
          <h2 className="font-semibold">From Prometheus</h2>
          <p className="text-sm text-muted">
            Series that end in <code>_bucket</code>, and native histograms, become latencies by themselves.
          </p>
          <CodeBlock title="prometheus.yml" code={prometheus(origin)} />
        </li>
        <li className="panel grid content-start gap-2 p-4">
          <h2 className="font-semibold">From OpenTelemetry</h2>
          <p className="text-sm text-muted">
            Histograms whose unit is a time, explicit or exponential. The SDK adds <code>/v1/metrics</code>.
          </p>
          <CodeBlock title="Environment of the program" code={opentelemetry(origin)} />
        </li>
        <li className="panel grid content-start gap-2 p-4">
          <h2 className="font-semibold">From a script</h2>
          <p className="text-sm text-muted">Observations in milliseconds, as they come.</p>
          <CodeBlock title="Shell" code={observations(origin)} />
        </li>
      </ol>
    </div>
  )
}

/** Where there are histograms, but none of what is asked for. */
export const NothingObserved = ({ isAddingUp }: { isAddingUp: boolean }) => {
  const [{ filter, service, operation, vantage }, setView] = useView()
  const isNarrowed = [filter, service, operation, vantage].some((part) => part !== '')
  return (
    <p className="panel mx-4 p-4">
      Nothing was observed in this window{isNarrowed ? ' of what is chosen' : ''}
      {isAddingUp ? ', as far as what was received is added up' : ''}.{' '}
      {isNarrowed ? (
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setView({ filter: '', service: '', operation: '', vantage: '' })
          }}
        >
          Show all
        </button>
      ) : null}
    </p>
  )
}

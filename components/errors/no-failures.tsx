'use client'

import { CodeBlock } from '@/components/ui/code-block'
import { useOrigin } from '@/components/ui/origin'
import { useView } from '@/components/ui/view'

const samples = (origin: string): string =>
  `curl -X POST ${origin}/api/v1/samples -H 'Content-Type: application/json' -d '{
  "node": { "name": "web-1" },
  "samples": [{ "timestampMs": '$(date +%s000)', "series": [
    { "name": "rpc_errors_total", "type": "counter", "value": 17,
      "labels": { "service": "shop", "type": "Timeout", "query": "UPDATE cart" } },
    { "name": "rpc_requests_total", "type": "counter", "value": 900,
      "labels": { "service": "shop", "result": "ok", "retry": "0" } }
  ] }]
}'`

const segments = (origin: string): string =>
  `started=$(date +%s000)
TZ=UTC PYTHONUNBUFFERED=1 timeout -s INT 1h tcpretrans-bpfcc | tee retransmissions.log
curl -X POST "${origin}/api/v1/retransmissions?node=web-1&startMs=$started" \\
  -H 'Content-Type: text/plain' --data-binary @retransmissions.log`

/** In place of the page where no counter of failures ever came. */
export const NoFailures = () => {
  const origin = useOrigin()
  return (
    <div className="grid gap-3">
      <p className="max-w-[80ch]">
        Nobody counts failures here. Counters whose names end in <code>_errors_total</code>,{' '}
        <code>_failures_total</code>, <code>_retries_total</code> or <code>_deadlocks</code>, requests with a{' '}
        <code>code</code>, <code>status</code> or <code>result</code>, and TCP retransmissions are shown here
        by any of their labels.
      </p>
      <CodeBlock title="Shell" code={samples(origin)} />
      <CodeBlock
        title="TCP retransmissions by remote port, as tcpretrans of bcc prints them"
        code={segments(origin)}
      />
    </div>
  )
}

/** Where counters came, but none of failures of what is chosen. */
export const NothingCounted = () => {
  const [{ filter, service, errorLabel }, setView] = useView()
  if ([filter, service, errorLabel].every((chosen) => chosen === '')) return <NoFailures />
  return (
    <p>
      Nothing that is chosen counts failures in this window.{' '}
      <button
        type="button"
        className="button-quiet"
        onClick={() => {
          setView({ filter: '', service: '', errorLabel: '' })
        }}
      >
        Show all
      </button>
    </p>
  )
}

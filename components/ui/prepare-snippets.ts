export interface Snippet {
  id: 'prometheus' | 'opentelemetry' | 'collector' | 'curl'
  title: string
  file: string
  intro: string
  code: string
}

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Senders on the server's own machine need no token unless it is configured so. */
export const isLoopback = (origin: string): boolean =>
  URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname)

const prometheus = (origin: string): string =>
  ['remote_write:', `  - url: ${origin}/api/v1/write`, '    authorization:', '      credentials: TOKEN'].join(
    '\n',
  )

const collector = (origin: string, withToken: boolean): string =>
  `${withToken ? 'USESCOPE_TOKEN=TOKEN ' : ''}node agent.mjs --url ${origin}`

const SCRAPERS = ['cpu', 'load', 'memory', 'paging', 'disk', 'filesystem', 'network', 'processes']

/** The exporter adds /v1/metrics and /v1/logs itself. */
const opentelemetry = (origin: string, withToken: boolean): string =>
  [
    'receivers:',
    '  hostmetrics:',
    '    collection_interval: 15s',
    '    scrapers:',
    ...SCRAPERS.map((scraper) => `      ${scraper}: {}`),
    'processors:',
    '  resourcedetection: { detectors: [system] }',
    'exporters:',
    '  otlphttp/usescope:',
    `    endpoint: ${origin}`,
    ...(withToken ? ['    headers: { Authorization: Bearer TOKEN }'] : []),
    'service:',
    '  pipelines:',
    '    metrics:',
    '      receivers: [hostmetrics]',
    '      processors: [resourcedetection]',
    '      exporters: [otlphttp/usescope]',
  ].join('\n')

const curl = (origin: string, withToken: boolean): string =>
  [
    `curl ${origin}/api/v1/samples -H 'Content-Type: application/json' \\`,
    ...(withToken ? [`  -H 'Authorization: Bearer TOKEN' \\`] : []),
    `  -d '{"node":{"name":"my-node"},"samples":[{"timestampMs":'$(date +%s000)',"values":{"cpu.utilization.busy":0.42}}]}'`,
  ].join('\n')

export const prepareSnippets = (origin: string): Snippet[] => {
  const isLocal = isLoopback(origin)
  return [
    {
      id: 'prometheus',
      title: 'Prometheus, vmagent or Grafana Alloy',
      file: 'prometheus.yml',
      intro: `Four lines next to scrape_configs, then reload Prometheus. Nodes appear within a minute.${
        isLocal ? ' On this machine no token is needed: leave out the last two lines.' : ''
      }`,
      code: prometheus(origin),
    },
    {
      id: 'opentelemetry',
      title: 'OpenTelemetry Collector or SDK',
      file: 'otelcol.yaml',
      intro:
        'Metrics by OTLP over HTTP: hosts from the hostmetrics receiver, latencies from the histograms of programs. Every resource must have host.name, or else service.instance.id.',
      code: opentelemetry(origin, !isLocal),
    },
    {
      id: 'collector',
      title: 'The collector of usescope',
      file: 'on each node',
      intro:
        'One file, plain Node 20 or newer. Copy dist/agent.mjs of the server to the node and run it. npm start already runs one for this machine.',
      code: collector(origin, !isLocal),
    },
    {
      id: 'curl',
      title: 'Anything else, by hand',
      file: 'in a shell',
      intro: 'Any script can send readings as JSON. This sends one sample of one node.',
      code: curl(origin, !isLocal),
    },
  ]
}

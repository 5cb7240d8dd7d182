import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { startProcess, type RunningProcess } from './process'

export const SCRAPE_INTERVAL_MS = 5_000

interface SenderPlace {
  folder: string
  port: number
  exporterPort: number
  appUrl: string
}

const scrapeConfig = (cluster: string, exporterPort: number) => `global:
  scrape_interval: ${String(SCRAPE_INTERVAL_MS)}ms
  external_labels: { cluster: ${cluster} }
scrape_configs:
  - job_name: node
    static_configs: [{ targets: ['127.0.0.1:${String(exporterPort)}'] }]
`

export const startNodeExporter = (port: number): RunningProcess =>
  startProcess('prometheus-node-exporter', [`--web.listen-address=127.0.0.1:${String(port)}`])

/** A Prometheus that keeps its own copy of all it scrapes, to be compared with what reached the app. */
export function startPrometheus({ folder, port, exporterPort, appUrl }: SenderPlace): RunningProcess {
  mkdirSync(folder, { recursive: true })
  const config = path.join(folder, 'prometheus.yml')
  writeFileSync(
    config,
    `${scrapeConfig('prometheus', exporterPort)}remote_write:
  - url: ${appUrl}/api/v1/write
    queue_config: { batch_send_deadline: 1s, min_backoff: 100ms, max_backoff: 1s }
`,
  )
  return startProcess('prometheus', [
    `--config.file=${config}`,
    `--storage.tsdb.path=${path.join(folder, 'tsdb')}`,
    `--web.listen-address=127.0.0.1:${String(port)}`,
  ])
}

export function startVmagent({ folder, port, exporterPort, appUrl }: SenderPlace): RunningProcess {
  mkdirSync(folder, { recursive: true })
  const config = path.join(folder, 'scrape.yml')
  writeFileSync(config, scrapeConfig('vmagent', exporterPort))
  return startProcess('vmagent', [
    `-promscrape.config=${config}`,
    `-remoteWrite.url=${appUrl}/api/v1/write`,
    `-remoteWrite.tmpDataPath=${path.join(folder, 'queue')}`,
    `-httpListenAddr=127.0.0.1:${String(port)}`,
  ])
}

const rawAnswer = z.object({
  status: z.literal('success'),
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        values: z.array(z.tuple([z.number(), z.string()])),
      }),
    ),
  }),
})

export interface RawSeries {
  labels: Readonly<Record<string, string>>
  timesMs: number[]
  values: number[]
}

/** Every raw sample up to a time that Prometheus itself holds of a selector. */
export async function readPrometheus(port: number, selector: string, toMs: number): Promise<RawSeries[]> {
  const query = new URLSearchParams({ query: `${selector}[1h]`, time: String(toMs / 1000) })
  const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/query?${query.toString()}`)
  const { data } = rawAnswer.parse(await response.json())
  return data.result.map(({ metric, values }) => ({
    labels: metric,
    timesMs: values.map(([seconds]) => Math.round(seconds * 1000)),
    values: values.map(([, value]) => Number(value)),
  }))
}

export interface EmbeddedPostgres {
  url: string
  port: number
  pid: number
  attached: boolean
  folder: string
  isRunning(): boolean
  stop(): Promise<void>
}

export function startEmbeddedPostgres(options: {
  dataDir: string
  durable?: boolean
  port?: number | null
}): Promise<EmbeddedPostgres>

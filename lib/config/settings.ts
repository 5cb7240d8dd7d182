import { flag, list, oneOf, postgresUrl, text, wholeNumber } from './setting'

const MEBIBYTE = 1024 * 1024
const DAYS_OF_TEN_YEARS = 3650

/** Every setting of usescope; docs/configuration.md is written from this table. */
export const SETTINGS = {
  role: oneOf({
    env: 'USESCOPE_ROLE',
    byDefault: 'all',
    choices: ['all', 'ingest', 'web', 'roll'],
    description:
      'What this process does: everything, or only take samples, answer pages and questions, or roll. A role other than `all` needs `DATABASE_URL`.',
  }),
  port: wholeNumber({
    env: 'PORT',
    byDefault: 3000,
    min: 1,
    max: 65_535,
    unit: 'port',
    description: 'Port of the pages, the API, ingest and health, as far as the role has them.',
  }),
  host: text({
    env: 'HOST',
    byDefault: '127.0.0.1',
    unit: 'address',
    description:
      'Address to listen on. Anything but loopback makes ingest tokens necessary: `npm run token -- create <name>`.',
  }),
  databaseUrl: postgresUrl({
    env: 'DATABASE_URL',
    unit: 'URL',
    description:
      'Your own Postgres (15 or newer). Without it `npm start` runs an embedded one in the data folder.',
  }),
  dataDir: text({
    env: 'USESCOPE_DATA_DIR',
    byDefault: '.data',
    unit: 'folder',
    description: 'Where the embedded Postgres and its password live.',
  }),
  nodeLabels: list({
    env: 'USESCOPE_NODE_LABELS',
    byDefault: ['instance', 'node', 'host.name', 'nodename'],
    description: 'Labels that may name the node of a series; the first one present is used.',
  }),
  stripPort: flag({
    env: 'USESCOPE_STRIP_PORT',
    byDefault: true,
    description: 'Whether `db-1:9100` and `db-1` are the same node.',
  }),
  allowedHosts: list({
    env: 'USESCOPE_ALLOWED_HOSTS',
    byDefault: [],
    description:
      'Further host names under which people and senders reach this server; others are refused. Loopback names and `HOST` always pass.',
  }),
  trustForwardedHeaders: flag({
    env: 'USESCOPE_TRUST_FORWARDED_HEADERS',
    byDefault: false,
    description: 'Whether a proxy in front may set `X-Forwarded-*`. Otherwise such requests are refused.',
  }),
  requireTokenOnLoopback: flag({
    env: 'USESCOPE_REQUIRE_TOKEN_ON_LOOPBACK',
    byDefault: false,
    description: 'Whether senders on this machine need an ingest token too.',
  }),
  maxBodyBytes: wholeNumber({
    env: 'USESCOPE_MAX_BODY_BYTES',
    byDefault: 32 * MEBIBYTE,
    min: 1024,
    max: 1024 * MEBIBYTE,
    unit: 'bytes',
    description: 'Largest request body as sent; larger ones get 413.',
  }),
  maxInflatedBytes: wholeNumber({
    env: 'USESCOPE_MAX_INFLATED_BYTES',
    byDefault: 64 * MEBIBYTE,
    min: 1024,
    max: 1024 * MEBIBYTE,
    unit: 'bytes',
    description: 'Largest request body after decompression; larger ones get 413.',
  }),
  maxFutureMs: wholeNumber({
    env: 'USESCOPE_MAX_FUTURE_MS',
    byDefault: 600_000,
    min: 0,
    max: 86_400_000,
    unit: 'ms',
    description: 'How far ahead of this clock a sample may be; later ones are refused.',
  }),
  chunkRetentionDays: wholeNumber({
    env: 'USESCOPE_CHUNK_RETENTION_DAYS',
    byDefault: 30,
    min: 1,
    max: DAYS_OF_TEN_YEARS,
    unit: 'days',
    description: 'How long raw samples are kept. Older samples are refused on arrival.',
  }),
  roll1mRetentionDays: wholeNumber({
    env: 'USESCOPE_ROLL_1M_RETENTION_DAYS',
    byDefault: 14,
    min: 1,
    max: DAYS_OF_TEN_YEARS,
    unit: 'days',
    description: 'How long one-minute roll-ups are kept.',
  }),
  roll5mRetentionDays: wholeNumber({
    env: 'USESCOPE_ROLL_5M_RETENTION_DAYS',
    byDefault: 395,
    min: 1,
    max: DAYS_OF_TEN_YEARS,
    unit: 'days',
    description: 'How long five-minute roll-ups are kept.',
  }),
  profileRetentionDays: wholeNumber({
    env: 'USESCOPE_PROFILE_RETENTION_DAYS',
    byDefault: 30,
    min: 1,
    max: DAYS_OF_TEN_YEARS,
    unit: 'days',
    description:
      'How long profiles are kept. Older ones are refused on arrival; what their rules found stays as events.',
  }),
  loopbackSeriesCap: wholeNumber({
    env: 'USESCOPE_LOOPBACK_SERIES_CAP',
    byDefault: 2_000_000,
    min: 1,
    max: 100_000_000,
    unit: 'series',
    description: 'Most series that senders without a token may create.',
  }),
  loopbackNodeCap: wholeNumber({
    env: 'USESCOPE_LOOPBACK_NODE_CAP',
    byDefault: 20_000,
    min: 1,
    max: 1_000_000,
    unit: 'nodes',
    description: 'Most nodes that senders without a token may create.',
  }),
  ingestQueueSamples: wholeNumber({
    env: 'USESCOPE_INGEST_QUEUE_SAMPLES',
    byDefault: 4_000_000,
    min: 1000,
    max: 100_000_000,
    unit: 'samples',
    description:
      'Samples that may wait for the database before senders are told to retry (503). A series that is not known yet counts as 20.',
  }),
  rollIntervalMs: wholeNumber({
    env: 'USESCOPE_ROLL_INTERVAL_MS',
    byDefault: 2000,
    min: 50,
    max: 60_000,
    unit: 'ms',
    description: 'Pause between two passes of the roller: the age of the newest value on screen.',
  }),
  sealWaitMs: wholeNumber({
    env: 'USESCOPE_SEAL_WAIT_MS',
    byDefault: 30_000,
    min: 0,
    max: 3_600_000,
    unit: 'ms',
    description: 'How long a five-minute bucket waits for late samples before it is written.',
  }),
  queryTimeoutMs: wholeNumber({
    env: 'USESCOPE_QUERY_TIMEOUT_MS',
    byDefault: 4500,
    min: 100,
    max: 600_000,
    unit: 'ms',
    description: 'Longest wait for an answer of the database.',
  }),
  poolSize: wholeNumber({
    env: 'USESCOPE_POOL_SIZE',
    byDefault: 10,
    min: 2,
    max: 200,
    unit: 'connections',
    description: 'Connections to the database.',
  }),
  readCacheBytes: wholeNumber({
    env: 'USESCOPE_READ_CACHE_BYTES',
    byDefault: 64 * MEBIBYTE,
    min: 0,
    max: 16_384 * MEBIBYTE,
    unit: 'bytes',
    description:
      'Memory for what questions read and decoded before. An hour of the grid takes about 25 MiB for 300 nodes.',
  }),
  demo: flag({
    env: 'USESCOPE_DEMO',
    byDefault: true,
    description:
      'Whether a page may load and remove a made-up fleet. Only where one process does everything and trusts senders on this machine.',
  }),
  logLevel: oneOf({
    env: 'USESCOPE_LOG_LEVEL',
    byDefault: 'info',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    description: 'Least important line that is logged.',
  }),
}

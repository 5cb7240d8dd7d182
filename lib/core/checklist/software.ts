import { COLLECTOR_METRICS } from './collectors'
import { defineMetric, exporter, otel, otelLabels, otelNames } from './define'
import { count, gauge, rate, ratio, scaled, sum } from './expression'
import { ANY_EVENT, OWN_FIGURE, USE_BUSY, USE_ERRORS, USE_SATURATION } from './figures'
import type { DeviceNaming, ResourceDefinition } from './types'

const named = (fixed: string): DeviceNaming => ({ labels: [], fixed })
const MYSQL = { device: named('mysql') }
const POSTGRES = { device: named('postgres') }
const REDIS = { device: named('redis') }
const UWSGI = { device: named('uwsgi') }
const POOL_LABELS = otelLabels('db.client.connection.pool.name', 'pool.name')
const POOL = { device: { labels: [POOL_LABELS] } }
const STATE = otelLabels('db.client.connection.state', 'state')
const BACKENDS = [
  'datname',
  'state',
  'usename',
  'application_name',
  'backend_type',
  'wait_event',
  'wait_event_type',
]
const NO_SOURCE =
  'Send the metrics of the exporter of your database, pool or server (MySQL, PostgreSQL, Redis, uWSGI, OpenTelemetry).'

const utilization = [
  defineMetric('software', 'utilization', 'connections', {
    title: 'Connections, of the limit',
    unit: 'ratio',
    perDevice: true,
    threshold: { warn: 0.7, bad: 0.9, source: `${USE_BUSY}; bad: ${OWN_FIGURE}` },
    sources: [
      exporter(
        ratio(
          gauge('mysql_global_status_threads_connected'),
          gauge('mysql_global_variables_max_connections'),
        ),
        MYSQL,
      ),
      exporter(
        ratio(gauge('pg_stat_activity_count', { sumOver: BACKENDS }), gauge('pg_settings_max_connections')),
        POSTGRES,
      ),
      exporter(ratio(gauge('redis_connected_clients'), gauge('redis_config_maxclients')), REDIS),
      otel(
        ratio(
          gauge(otelNames('db.client.connection.count', 'db_client_connection_count'), {
            where: [{ labels: STATE, in: ['used'] }],
          }),
          gauge(otelNames('db.client.connection.max', 'db_client_connection_max')),
        ),
        POOL,
      ),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
  defineMetric('software', 'utilization', 'workers', {
    title: 'Busy workers, of all',
    unit: 'ratio',
    perDevice: true,
    threshold: { warn: 0.7, bad: 0.95, source: `${USE_BUSY}; bad: ${OWN_FIGURE}` },
    sources: [
      exporter(
        ratio(
          gauge('uwsgi_worker_busy', { sumOver: ['worker_id', 'id'] }),
          count('uwsgi_worker_busy', { sumOver: ['worker_id', 'id'] }),
        ),
        UWSGI,
      ),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
  defineMetric('software', 'utilization', 'active_requests', {
    title: 'Requests being served',
    unit: 'items',
    perDevice: true,
    sources: [
      otel(
        gauge(otelNames('http.server.active_requests', 'http_server_active_requests'), {
          sumOver: otelLabels('http.request.method', 'url.scheme', 'server.address', 'server.port'),
        }),
        { device: named('http') },
      ),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
]

const saturation = [
  defineMetric('software', 'saturation', 'waiting', {
    title: 'Waiting for a lock, a connection or a worker',
    unit: 'items',
    perDevice: true,
    threshold: { warn: 1, bad: 10, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
    sources: [
      exporter(gauge('mysql_global_status_innodb_row_lock_current_waits'), MYSQL),
      exporter(
        gauge('pg_stat_activity_count', {
          where: [{ labels: ['wait_event_type'], in: ['Lock'] }],
          sumOver: BACKENDS,
        }),
        POSTGRES,
      ),
      exporter(gauge('redis_blocked_clients'), REDIS),
      exporter(gauge('uwsgi_listen_queue_length'), UWSGI),
      otel(
        gauge(otelNames('db.client.connection.pending_requests', 'db_client_connection_pending_requests')),
        POOL,
      ),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
  defineMetric('software', 'saturation', 'lock_wait', {
    title: 'Time spent waiting for locks, per second',
    unit: 'ratio',
    perDevice: true,
    threshold: { warn: 0.1, bad: 1, source: `${USE_SATURATION}; ${OWN_FIGURE}` },
    sources: [
      exporter(scaled(rate('mysql_global_status_innodb_row_lock_time'), 1 / 1000), MYSQL),
      exporter(rate('go_sync_mutex_wait_total_seconds_total'), { device: named('go'), incidental: true }),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
]

const errors = [
  defineMetric('software', 'errors', 'failed_acquisitions', {
    title: 'Refused or timed-out connections',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: ANY_EVENT, bad: 1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [
      exporter(
        sum(
          rate('mysql_global_status_connection_errors_total', { sumOver: ['error'] }),
          rate('mysql_global_status_aborted_connects'),
        ),
        MYSQL,
      ),
      exporter(rate('redis_rejected_connections_total'), REDIS),
      exporter(rate('uwsgi_listen_queue_errors'), UWSGI),
      otel(rate(otelNames('db.client.connection.timeouts', 'db_client_connection_timeouts_total')), POOL),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
  defineMetric('software', 'errors', 'deadlocks', {
    title: 'Deadlocks',
    unit: 'per_second',
    perDevice: true,
    threshold: { warn: ANY_EVENT, bad: 0.1, source: `${USE_ERRORS}; bad: ${OWN_FIGURE}` },
    sources: [
      exporter(
        rate([
          'mysql_global_status_innodb_deadlocks',
          'mysql_info_schema_innodb_metrics_lock_lock_deadlocks_total',
        ]),
        MYSQL,
      ),
      exporter(rate('pg_stat_database_deadlocks', { sumOver: ['datname', 'datid'] }), POSTGRES),
    ],
    whenUnmeasured: NO_SOURCE,
  }),
]

export const SOFTWARE_RESOURCE: ResourceDefinition = {
  id: 'software',
  title: 'Software',
  devices: 'database, pool or server',
  aspects: {
    utilization: { headline: 'software.utilization.connections' },
    saturation: { headline: 'software.saturation.waiting' },
    errors: { headline: 'software.errors.failed_acquisitions' },
  },
  metrics: [...utilization, ...COLLECTOR_METRICS, ...saturation, ...errors],
}

-- What latencies are told of: an operation of a service, in a cluster.
CREATE TABLE "latency_stream" (
    "id" SERIAL NOT NULL,
    "cluster" TEXT NOT NULL,
    "service" TEXT NOT NULL,
    "operation" TEXT NOT NULL,

    CONSTRAINT "latency_stream_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "latency_stream_cluster_service_operation_key" ON "latency_stream"("cluster", "service", "operation");

-- Who tells them: a vantage point, perhaps a node, and what else tells senders of growing histograms apart.
CREATE TABLE "latency_series" (
    "id" SERIAL NOT NULL,
    "hash" BYTEA NOT NULL,
    "stream_id" INTEGER NOT NULL,
    "vantage" TEXT NOT NULL,
    "node" TEXT,
    "sender_id" INTEGER NOT NULL,
    "created_ms" BIGINT NOT NULL,

    CONSTRAINT "latency_series_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "latency_series_hash_key" ON "latency_series"("hash");
CREATE INDEX "latency_series_stream_id_idx" ON "latency_series"("stream_id");
CREATE INDEX "latency_series_sender_id_idx" ON "latency_series"("sender_id");

-- Five minutes of a cluster: how often they were touched, and how much of that is rolled.
CREATE TABLE "latency_bucket" (
    "cluster" TEXT NOT NULL,
    "bucket_ms" BIGINT NOT NULL,
    "touches" BIGINT NOT NULL,
    "rolled" BIGINT NOT NULL DEFAULT 0,
    "newest_part" BIGINT NOT NULL DEFAULT 0,
    "is_joined" BOOLEAN NOT NULL DEFAULT false,
    "dirty_since_ms" BIGINT,

    CONSTRAINT "latency_bucket_pkey" PRIMARY KEY ("cluster","bucket_ms")
);
CREATE INDEX "latency_bucket_bucket_ms_idx" ON "latency_bucket"("bucket_ms");
CREATE INDEX "latency_bucket_due_idx" ON "latency_bucket"("bucket_ms") WHERE "dirty_since_ms" IS NOT NULL OR NOT "is_joined";

-- What was told, as it was told. The parts of a bucket are one set of points, in whatever order they came.
CREATE TABLE "latency_part" (
    "bucket_ms" BIGINT NOT NULL,
    "cluster" TEXT NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "latency_part_pkey" PRIMARY KEY ("bucket_ms","cluster","id")
) PARTITION BY RANGE ("bucket_ms");
ALTER TABLE "latency_part" ALTER COLUMN "payload" SET STORAGE EXTERNAL;

-- What was observed in each minute: by vantage point, by series, and by series in all five minutes.
CREATE TABLE "latency_1m" (
    "stream_id" INTEGER NOT NULL,
    "bucket_ms" BIGINT NOT NULL,
    "fleet" BYTEA NOT NULL,
    "series" BYTEA NOT NULL,
    "series_5m" BYTEA NOT NULL,

    CONSTRAINT "latency_1m_pkey" PRIMARY KEY ("stream_id","bucket_ms")
) PARTITION BY RANGE ("bucket_ms");
ALTER TABLE "latency_1m" ALTER COLUMN "fleet" SET STORAGE EXTERNAL;
ALTER TABLE "latency_1m" ALTER COLUMN "series" SET STORAGE EXTERNAL;
ALTER TABLE "latency_1m" ALTER COLUMN "series_5m" SET STORAGE EXTERNAL;

-- What was observed in five minutes, by vantage point.
CREATE TABLE "latency_5m" (
    "stream_id" INTEGER NOT NULL,
    "bucket_ms" BIGINT NOT NULL,
    "fleet" BYTEA NOT NULL,

    CONSTRAINT "latency_5m_pkey" PRIMARY KEY ("stream_id","bucket_ms")
) PARTITION BY RANGE ("bucket_ms");
ALTER TABLE "latency_5m" ALTER COLUMN "fleet" SET STORAGE EXTERNAL;

-- As before, and with partitions of latencies.
CREATE OR REPLACE FUNCTION usescope_ensure_partition(parent text, at_ms bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hour_ms CONSTANT bigint := 3600000;
    width_ms CONSTANT bigint := CASE parent
        WHEN 'ingest_log' THEN hour_ms
        WHEN 'chunk' THEN 24 * hour_ms
        WHEN 'roll_1m' THEN 24 * hour_ms
        WHEN 'roll_5m' THEN 30 * 24 * hour_ms
        WHEN 'onset' THEN 30 * 24 * hour_ms
        WHEN 'latency_part' THEN 24 * hour_ms
        WHEN 'latency_1m' THEN 24 * hour_ms
        WHEN 'latency_5m' THEN 30 * 24 * hour_ms
    END;
    sweep CONSTANT text := CASE parent
        WHEN 'ingest_log' THEN 'autovacuum_enabled = false, toast.autovacuum_enabled = false'
        ELSE 'autovacuum_vacuum_scale_factor = 0.02, '
            'toast.autovacuum_vacuum_threshold = 1000, toast.autovacuum_vacuum_scale_factor = 0.02'
    END;
    from_ms CONSTANT bigint := floor(at_ms::numeric / width_ms) * width_ms;
    partition CONSTANT text := parent || '_' || to_char(to_timestamp(from_ms / 1000) AT TIME ZONE 'UTC', 'YYYYMMDD_HH24');
BEGIN
    IF width_ms IS NULL THEN
        RAISE EXCEPTION '% is not partitioned', parent;
    END IF;
    IF to_regclass(quote_ident(partition)) IS NOT NULL THEN
        RETURN partition;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('usescope_ensure_partition'), hashtext(parent));
    -- Not to_regclass() again: it may still remember that there was none before the lock.
    IF NOT EXISTS (
        SELECT FROM pg_inherits JOIN pg_class ON oid = inhrelid
        WHERE inhparent = parent::regclass AND relname = partition
    ) THEN
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL) WITH (%s)', partition, parent, sweep);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, partition, from_ms, from_ms + width_ms);
    END IF;
    RETURN partition;
END
$$;

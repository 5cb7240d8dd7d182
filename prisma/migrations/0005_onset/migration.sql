-- Bursts of a metric of a node group on one day of UTC, and in which of its hours each node was measured.
CREATE TABLE "onset" (
    "group_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "day_ms" BIGINT NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "onset_pkey" PRIMARY KEY ("group_id","metric","day_ms")
) PARTITION BY RANGE ("day_ms");

-- How far the onsets of a day are found. What is sealed before "until_ms" afterwards moves it back.
CREATE TABLE "onset_progress" (
    "group_id" INTEGER NOT NULL,
    "day_ms" BIGINT NOT NULL,
    "until_ms" BIGINT NOT NULL,
    "touches" BIGINT NOT NULL DEFAULT 0,
    "touched_at" TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "onset_progress_pkey" PRIMARY KEY ("group_id","day_ms")
);

-- What comes back, as it was found last for a question.
CREATE TABLE "recurrence_scan" (
    "question" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "answer" BYTEA NOT NULL,
    "computed_ms" BIGINT NOT NULL,
    "asked_ms" BIGINT NOT NULL,

    CONSTRAINT "recurrence_scan_pkey" PRIMARY KEY ("question")
);

-- As before, and with partitions of onsets.
CREATE OR REPLACE FUNCTION usescope_ensure_partition(parent text, at_ms bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hour_ms CONSTANT bigint := 3600000;
    width_ms CONSTANT bigint := CASE parent
        WHEN 'ingest_log' THEN hour_ms
        WHEN 'chunk' THEN 24 * hour_ms
        WHEN 'roll_1m' THEN 24 * hour_ms
        WHEN 'roll_5m' THEN 30 * 24 * hour_ms
        WHEN 'onset' THEN 30 * 24 * hour_ms
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

-- As before, and says how partitions are swept. Rows of an open hour are replaced by one of the whole hour, and the room they
-- leave is wanted by the next hour; Postgres would wait until a fifth of the day is dead. The log is only added to, and dropped
-- as a whole within hours, so that sweeping it is waste.
CREATE OR REPLACE FUNCTION usescope_ensure_partition(parent text, at_ms bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hour_ms CONSTANT bigint := 3600000;
    width_ms CONSTANT bigint := CASE parent
        WHEN 'ingest_log' THEN hour_ms
        WHEN 'chunk' THEN 24 * hour_ms
        WHEN 'roll_1m' THEN 24 * hour_ms
        WHEN 'roll_5m' THEN 30 * 24 * hour_ms
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

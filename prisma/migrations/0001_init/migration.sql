-- CreateTable
CREATE TABLE "node_group" (
    "id" SERIAL NOT NULL,
    "next_slot" INTEGER NOT NULL DEFAULT 0,
    "log_seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "node_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "node" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "slot" INTEGER NOT NULL,
    "cluster" TEXT NOT NULL,
    "instance" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'service',
    "labels" JSONB NOT NULL DEFAULT '{}',
    "first_seen_ms" BIGINT NOT NULL,

    CONSTRAINT "node_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "node_seen" (
    "group_id" INTEGER NOT NULL,
    "last_sample_ms" BYTEA NOT NULL,
    "interval_ms" BYTEA NOT NULL,

    CONSTRAINT "node_seen_pkey" PRIMARY KEY ("group_id")
);

-- CreateTable
CREATE TABLE "series" (
    "id" SERIAL NOT NULL,
    "hash" BYTEA NOT NULL,
    "node_id" INTEGER NOT NULL,
    "group_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "labels" JSONB NOT NULL,
    "sender_id" INTEGER NOT NULL,
    "created_ms" BIGINT NOT NULL,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ingest_log" (
    "group_id" INTEGER NOT NULL,
    "seq" BIGINT NOT NULL,
    "received_ms" BIGINT NOT NULL,
    "codec" SMALLINT NOT NULL,
    "sample_count" INTEGER NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "ingest_log_pkey" PRIMARY KEY ("group_id","seq","received_ms")
) PARTITION BY RANGE ("received_ms");

-- CreateTable
CREATE TABLE "roll_state" (
    "group_id" INTEGER NOT NULL,
    "position" BIGINT NOT NULL DEFAULT 0,
    "consumed" BIGINT NOT NULL DEFAULT 0,
    "read_seq" BIGINT NOT NULL DEFAULT 0,
    "seal_number" BIGINT NOT NULL DEFAULT 0,
    "as_of_ms" BIGINT NOT NULL DEFAULT 0,
    "sealed_until_ms" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "roll_state_pkey" PRIMARY KEY ("group_id")
);

-- CreateTable
CREATE TABLE "chunk" (
    "group_id" INTEGER NOT NULL,
    "hour_ms" BIGINT NOT NULL,
    "source_group" TEXT NOT NULL,
    "part" BIGINT NOT NULL,
    "min_ms" BIGINT NOT NULL,
    "max_ms" BIGINT NOT NULL,
    "sample_count" INTEGER NOT NULL,
    "codec" SMALLINT NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "chunk_pkey" PRIMARY KEY ("group_id","hour_ms","source_group","part")
) PARTITION BY RANGE ("hour_ms");

-- CreateTable
CREATE TABLE "directory" (
    "id" SERIAL NOT NULL,
    "group_id" INTEGER NOT NULL,
    "hash" BYTEA NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "directory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roll_1m" (
    "group_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "start_ms" BIGINT NOT NULL,
    "step_count" INTEGER NOT NULL,
    "directory_id" INTEGER NOT NULL,
    "count" BYTEA NOT NULL,
    "sum" BYTEA NOT NULL,
    "min" BYTEA NOT NULL,
    "max" BYTEA NOT NULL,

    CONSTRAINT "roll_1m_pkey" PRIMARY KEY ("group_id","metric","scope","start_ms")
) PARTITION BY RANGE ("start_ms");

-- CreateTable
CREATE TABLE "roll_5m" (
    "group_id" INTEGER NOT NULL,
    "metric" TEXT NOT NULL,
    "scope" TEXT NOT NULL,
    "start_ms" BIGINT NOT NULL,
    "step_count" INTEGER NOT NULL,
    "directory_id" INTEGER NOT NULL,
    "count" BYTEA NOT NULL,
    "sum" BYTEA NOT NULL,
    "min" BYTEA NOT NULL,
    "max" BYTEA NOT NULL,

    CONSTRAINT "roll_5m_pkey" PRIMARY KEY ("group_id","metric","scope","start_ms")
) PARTITION BY RANGE ("start_ms");

-- CreateTable
-- Derived from the log, so a crash may empty it. Rewritten every few seconds, so dead rows are swept early.
CREATE UNLOGGED TABLE "hot" (
    "group_id" INTEGER NOT NULL,
    "scope" TEXT NOT NULL,
    "start_ms" BIGINT NOT NULL,
    "payload" BYTEA NOT NULL,

    CONSTRAINT "hot_pkey" PRIMARY KEY ("group_id","scope","start_ms")
) WITH (
    fillfactor = 50,
    autovacuum_vacuum_threshold = 50,
    autovacuum_vacuum_scale_factor = 0,
    autovacuum_vacuum_cost_delay = 0,
    toast.autovacuum_vacuum_threshold = 1000,
    toast.autovacuum_vacuum_scale_factor = 0,
    toast.autovacuum_vacuum_cost_delay = 0
);

-- CreateTable
CREATE TABLE "fact" (
    "node_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "device" TEXT NOT NULL DEFAULT '',
    "observed_ms" BIGINT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "fact_pkey" PRIMARY KEY ("node_id","name","device","observed_ms")
);

-- CreateTable
CREATE TABLE "token" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "series_cap" INTEGER NOT NULL,
    "node_cap" INTEGER NOT NULL,
    "created_at" TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMP(3),

    CONSTRAINT "token_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "protocol" TEXT NOT NULL,
    "user_agent" TEXT NOT NULL,
    "first_seen_ms" BIGINT NOT NULL,
    "last_seen_ms" BIGINT NOT NULL,
    "accepted" BIGINT NOT NULL DEFAULT 0,
    "series_count" INTEGER NOT NULL DEFAULT 0,
    "samples_per_second" DOUBLE PRECISION,
    "lag_ms" DOUBLE PRECISION,

    CONSTRAINT "sender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender_node" (
    "sender_id" INTEGER NOT NULL,
    "node_id" INTEGER NOT NULL,

    CONSTRAINT "sender_node_pkey" PRIMARY KEY ("sender_id","node_id")
);

-- CreateTable
CREATE TABLE "sender_refusal" (
    "sender_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "count" BIGINT NOT NULL DEFAULT 0,
    "example" TEXT NOT NULL,
    "last_ms" BIGINT NOT NULL,

    CONSTRAINT "sender_refusal_pkey" PRIMARY KEY ("sender_id","reason")
);

-- CreateIndex
CREATE UNIQUE INDEX "node_cluster_instance_key" ON "node"("cluster", "instance");

-- CreateIndex
CREATE UNIQUE INDEX "node_group_id_slot_key" ON "node"("group_id", "slot");

-- CreateIndex
CREATE UNIQUE INDEX "series_hash_key" ON "series"("hash");

-- CreateIndex
CREATE INDEX "series_node_id_idx" ON "series"("node_id");

-- CreateIndex
CREATE UNIQUE INDEX "directory_group_id_hash_key" ON "directory"("group_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "token_name_key" ON "token"("name");

-- CreateIndex
CREATE UNIQUE INDEX "token_hash_key" ON "token"("hash");

-- CreateIndex
CREATE UNIQUE INDEX "sender_name_protocol_user_agent_key" ON "sender"("name", "protocol", "user_agent");

-- Payloads are compressed by their codecs or read by substring(), so Postgres must keep them as they are.
ALTER TABLE "ingest_log" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
ALTER TABLE "chunk" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
ALTER TABLE "hot" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
ALTER TABLE "directory" ALTER COLUMN "payload" SET STORAGE EXTERNAL;
ALTER TABLE "node_seen" ALTER COLUMN "last_sample_ms" SET STORAGE EXTERNAL,
    ALTER COLUMN "interval_ms" SET STORAGE EXTERNAL;
ALTER TABLE "roll_1m" ALTER COLUMN "count" SET STORAGE EXTERNAL, ALTER COLUMN "sum" SET STORAGE EXTERNAL,
    ALTER COLUMN "min" SET STORAGE EXTERNAL, ALTER COLUMN "max" SET STORAGE EXTERNAL;
ALTER TABLE "roll_5m" ALTER COLUMN "count" SET STORAGE EXTERNAL, ALTER COLUMN "sum" SET STORAGE EXTERNAL,
    ALTER COLUMN "min" SET STORAGE EXTERNAL, ALTER COLUMN "max" SET STORAGE EXTERNAL;

-- Makes the partition that holds `at_ms` unless it is there, and answers its name. ATTACH, unlike CREATE … PARTITION OF,
-- does not block readers and writers of the parent; the advisory lock keeps two callers from making it twice.
CREATE FUNCTION usescope_ensure_partition(parent text, at_ms bigint) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    hour_ms CONSTANT bigint := 3600000;
    width_ms CONSTANT bigint := CASE parent
        WHEN 'ingest_log' THEN hour_ms
        WHEN 'chunk' THEN 24 * hour_ms
        WHEN 'roll_1m' THEN 24 * hour_ms
        WHEN 'roll_5m' THEN 30 * 24 * hour_ms
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
        EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', partition, parent);
        EXECUTE format(
            'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', parent, partition, from_ms, from_ms + width_ms);
    END IF;
    RETURN partition;
END
$$;

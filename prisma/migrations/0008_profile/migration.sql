-- What the processors of a node or service did: stacks and how often each was seen.
CREATE TABLE "profile" (
    "id" BIGSERIAL NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "started_ms" BIGINT NOT NULL,
    "ended_ms" BIGINT NOT NULL,
    "cluster" TEXT NOT NULL,
    "node" TEXT,
    "service" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "total" DOUBLE PRECISION NOT NULL,
    "moment_count" INTEGER NOT NULL,
    "codec" SMALLINT NOT NULL,
    "payload" BYTEA NOT NULL,
    "received_ms" BIGINT NOT NULL,

    CONSTRAINT "profile_pkey" PRIMARY KEY ("id")
);

-- Payloads are compressed already.
ALTER TABLE "profile" ALTER COLUMN "payload" SET STORAGE EXTERNAL;

-- CreateIndex
CREATE UNIQUE INDEX "profile_content_hash_key" ON "profile"("content_hash");

-- CreateIndex
CREATE INDEX "profile_started_ms_idx" ON "profile"("started_ms");

-- When a function takes too large a share of a profile. What is built in is here only when it is muted.
CREATE TABLE "profile_rule" (
    "id" TEXT NOT NULL,
    "pattern" TEXT NOT NULL,
    "least_share" DOUBLE PRECISION NOT NULL,
    "reason" TEXT NOT NULL,
    "is_muted" BOOLEAN NOT NULL,
    "changed_ms" BIGINT NOT NULL,

    CONSTRAINT "profile_rule_pkey" PRIMARY KEY ("id")
);

-- Something that happened on a node, in a cluster or to the whole fleet.
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "content_hash" BYTEA NOT NULL,
    "started_ms" BIGINT NOT NULL,
    "ended_ms" BIGINT,
    "cluster" TEXT NOT NULL,
    "node" TEXT,
    "source" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "attributes" JSONB NOT NULL,
    "received_ms" BIGINT NOT NULL,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "event_content_hash_key" ON "event"("content_hash");

-- CreateIndex
CREATE INDEX "event_node_started_ms_idx" ON "event"("node", "started_ms");

-- What overlaps a window, and what is past retention: a moment lasts a millisecond.
CREATE INDEX "event_span_idx" ON "event" USING gist
    (int8range("started_ms", greatest("ended_ms", "started_ms" + 1)));

-- Windows in which something was wrong, as people marked them: no baseline of other windows, and known again by what rose.
CREATE TABLE "incident" (
    "id" SERIAL NOT NULL,
    "cluster" TEXT NOT NULL,
    "from_ms" BIGINT NOT NULL,
    "to_ms" BIGINT NOT NULL,
    "title" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "signature" JSONB NOT NULL,
    "closed_ms" BIGINT,
    "changed_ms" BIGINT NOT NULL,

    CONSTRAINT "incident_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "incident_from_ms_idx" ON "incident"("from_ms");
CREATE UNIQUE INDEX "incident_cluster_from_ms_to_ms_key" ON "incident"("cluster", "from_ms", "to_ms");

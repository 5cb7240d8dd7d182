-- What people say of a recurrence: what it is, and whether it is to be heard of; and how it was then.
CREATE TABLE "known_recurrence" (
    "signature" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "is_muted" BOOLEAN NOT NULL,
    "nodes_affected" INTEGER NOT NULL,
    "median_duration_ms" DOUBLE PRECISION NOT NULL,
    "median_rise" DOUBLE PRECISION NOT NULL,
    "changed_ms" BIGINT NOT NULL,

    CONSTRAINT "known_recurrence_pkey" PRIMARY KEY ("signature")
);

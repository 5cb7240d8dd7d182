-- Whether all that a series tells went wrong, where its labels say so.
ALTER TABLE "latency_series" ADD COLUMN "is_failure" BOOLEAN;

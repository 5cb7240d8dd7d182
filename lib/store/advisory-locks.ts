/** First keys of two-key advisory locks, so that no two purposes share a lock. `scripts/migrate.mjs` has 7_215_105. */
export const LOCK_REGISTER = 7_215_101
export const LOCK_ROLL_GROUP = 7_215_102
/** Shared by all rollers that are connected, so that they can count each other. */
export const LOCK_ROLLER = 7_215_103
export const LOCK_RETENTION = 7_215_106
export const LOCK_LATENCY = 7_215_107

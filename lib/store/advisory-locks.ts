/** First keys of two-key advisory locks, so that no two purposes share a lock. `scripts/migrate.mjs` has 7_215_105. */
export const LOCK_ROLLER = 7_215_103
export const LOCK_REGISTER = 7_215_101
export const LOCK_ROLL_GROUP = 7_215_102

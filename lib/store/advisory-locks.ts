/** First keys of two-key advisory locks, so that no two purposes share a lock. */
export const LOCK_REGISTER = 7_215_101
export const LOCK_ROLL_GROUP = 7_215_102
export const LOCK_RETENTION = 7_215_106

const NANOS_A_MS = 1_000_000n

/** Exactly: a double would not hold them. */
export const msOfNanos = (nanos: bigint): number => Number(nanos / NANOS_A_MS)

const SHORTEST_MS = 1_000
const LONGEST_MS = 60_000
const LONGEST_ASKED_MS = 300_000

/** Doubles from a second to a minute; a server may ask for up to five. Chance keeps many agents apart. */
export const retryDelayMs = (failures: number, askedMs: number | null, chance: number): number => {
  const fullMs = Math.min(LONGEST_MS, SHORTEST_MS * 2 ** Math.max(0, failures - 1))
  const ownMs = Math.round(fullMs * (0.5 + chance / 2))
  const wantedMs = Math.round(Math.min(askedMs ?? 0, LONGEST_ASKED_MS) * (1 + chance / 4))
  return Math.max(ownMs, wantedMs)
}

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a, with its bits mixed once more so that names that differ in their last letter lie apart. */
const hashOf = (text: string): number => {
  let hash = FNV_OFFSET
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

/**
 * Whom each node probes: the next so many of a ring that is ordered by the hash of the names. Everybody computes it alone, and
 * everybody is probed by as many as it probes.
 */
export const probeRing = (names: readonly string[], degree: number): Map<string, string[]> => {
  const ring = [...new Set(names)]
    .map((name) => ({ name, hash: hashOf(name) }))
    .sort((one, other) => one.hash - other.hash || (one.name < other.name ? -1 : 1))
    .map(({ name }) => name)
  const most = Math.min(degree, ring.length - 1)
  return new Map(
    ring.map((name, at) => [
      name,
      Array.from({ length: most }, (_, step) => ring[(at + 1 + step) % ring.length] ?? name),
    ]),
  )
}

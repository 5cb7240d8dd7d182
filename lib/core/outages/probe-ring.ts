const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a, with its bits mixed once more so that names that differ in their last letter lie apart. */
const hashOf = (text: string): number => {
  let hash = FNV_OFFSET
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

interface RingPlace {
  name: string
  hash: number
}

/** In the order of the hashes of their names. */
export type ProbeRing = readonly RingPlace[]

const comesBefore = (one: RingPlace, other: RingPlace): boolean =>
  one.hash < other.hash || (one.hash === other.hash && one.name < other.name)

export const probeRing = (names: Iterable<string>): ProbeRing =>
  [...new Set(names)]
    .map((name) => ({ name, hash: hashOf(name) }))
    .sort((one, other) => (comesBefore(one, other) ? -1 : 1))

/**
 * Whom a node probes: the next so many on the ring, whether it stands there itself or not. Everybody computes it alone, and
 * everybody is probed by as many as it probes.
 */
export const neighboursOn = (ring: ProbeRing, own: string, degree: number): string[] => {
  const place = { name: own, hash: hashOf(own) }
  let [first, end] = [0, ring.length]
  while (first < end) {
    const middle = (first + end) >> 1
    const there = ring[middle]
    if (there !== undefined && (comesBefore(there, place) || there.name === own)) first = middle + 1
    else end = middle
  }
  const neighbours: string[] = []
  for (let step = 0; step < ring.length && neighbours.length < degree; step += 1) {
    const name = ring[(first + step) % ring.length]?.name ?? own
    if (name !== own) neighbours.push(name)
  }
  return neighbours
}

import type { ProbePath } from './probe'

export type PathState = 'unknown' | 'good' | 'bad'
export type Side = 'source' | 'target'

interface Endpoint {
  /** Paths that begin, and that end, at the endpoint. */
  source: number[]
  target: number[]
}

/** Who fails alone is not blamed: so many peers have to agree, unless the node itself is silent. */
const LEAST_PEERS = 2

const NONE: Endpoint = { source: [], target: [] }

/** What is known of all paths at one moment, and whose fault it is that some of them fail. */
export class PathBoard {
  private readonly endpoints = new Map<number, Endpoint>()
  private readonly states: PathState[]

  constructor(
    private readonly paths: readonly ProbePath[],
    /** Whether nothing is heard of an endpoint at this moment. */
    private readonly isSilent: (endpoint: number) => boolean,
  ) {
    this.states = paths.map(() => 'unknown')
    paths.forEach(({ source, target }, path) => {
      this.endpointOf(source).source.push(path)
      this.endpointOf(target).target.push(path)
    })
  }

  private endpointOf(endpoint: number): Endpoint {
    const known = this.endpoints.get(endpoint) ?? { source: [], target: [] }
    this.endpoints.set(endpoint, known)
    return known
  }

  set(path: number, state: PathState): void {
    this.states[path] = state
  }

  isBad(path: number): boolean {
    return this.states[path] === 'bad'
  }

  pathsOf(endpoint: number, side: Side): readonly number[] {
    return (this.endpoints.get(endpoint) ?? NONE)[side]
  }

  /** All whose blame may change when something of the endpoint does: itself and its peers. */
  around(endpoint: number): number[] {
    const peers = [
      ...this.pathsOf(endpoint, 'source').map((path) => this.paths[path]?.target ?? endpoint),
      ...this.pathsOf(endpoint, 'target').map((path) => this.paths[path]?.source ?? endpoint),
    ]
    return [endpoint, ...peers]
  }

  /** Whether everything that is known on this side of the endpoint fails. */
  private isSuspect(endpoint: number, side: Side): boolean {
    const paths = this.pathsOf(endpoint, side)
    return (
      paths.some((path) => this.states[path] === 'bad') && !paths.some((path) => this.states[path] === 'good')
    )
  }

  /**
   * Whether the endpoint is to blame on this side: all that is known fails, with several peers, of whom one is itself above
   * suspicion. Where all suspect each other, whoever still works on its other side is not blamed.
   */
  isOut(endpoint: number, side: Side): boolean {
    if (!this.isSuspect(endpoint, side)) return false
    const other = side === 'source' ? 'target' : 'source'
    const bad = this.pathsOf(endpoint, side).filter((path) => this.states[path] === 'bad')
    const peers = new Set(bad.map((path) => this.paths[path]?.[other] ?? endpoint))
    if (side === 'target' && this.isSilent(endpoint)) return true
    if (peers.size < LEAST_PEERS) return false
    const works = this.pathsOf(endpoint, other).some((path) => this.states[path] === 'good')
    return !works || [...peers].some((peer) => !this.isSuspect(peer, other))
  }

  /** Whether the path fails and neither of its ends is to blame. */
  isPathOut(path: number): boolean {
    const ends = this.paths[path]
    if (ends === undefined || !this.isBad(path)) return false
    return !this.isOut(ends.source, 'source') && !this.isOut(ends.target, 'target')
  }
}

/** Who tries to reach whom, and where: the port or the protocol is part of the path. */
export interface ProbePath {
  /** Endpoints are numbered: nodes first, then whatever else is only probed. */
  source: number
  target: number
  /** A port, or the name of a protocol. */
  port: string
}

/** Probes of one path: times ascending, 1 = connected. */
export interface ProbeColumn {
  timesMs: Float64Array
  isConnected: ArrayLike<number>
}

/** Probes of a path one after the other that all went the same way. */
export interface ProbeRun {
  isConnected: boolean
  count: number
  firstMs: number
  lastMs: number
}

/** What is known of a path for as long as it held: [fromMs, toMs). */
export interface PathSpan {
  isBad: boolean
  fromMs: number
  toMs: number
  /** The last probe that connected before a bad span; null where none is known. */
  lastGoodMs: number | null
}

import { groupBy } from '../../core/group-by'
import { ConnectTimeCounter } from '../../core/outages/connect-times'
import { nearPaths } from '../../core/outages/near-paths'
import { PathRuns } from '../../core/outages/path-spans'
import type { ProbePath } from '../../core/outages/probe'
import { PROBE_SUCCESS } from '../../core/outages/probe-series'
import type { Column } from '../../core/series'
import type { RawSeries } from '../../store/raw-series'

/** Of the series of all probes those that tell something of the wanted endpoints, and what they hold. */
export class WantedProbes {
  readonly paths: ProbePath[]
  readonly probes: PathRuns[]
  /** Of probes from and to wanted endpoints. */
  readonly times = new ConnectTimeCounter()
  readonly series: readonly RawSeries[]
  private readonly byTarget: ReadonlyMap<number | undefined, readonly RawSeries[]>
  private readonly runsOf = new Map<number, PathRuns>()

  constructor(
    all: readonly RawSeries[],
    pathOf: (series: RawSeries) => ProbePath,
    isWanted: (endpoint: number) => boolean,
  ) {
    const pathsOf = new Map(all.map((series) => [series, pathOf(series)]))
    const tried = all.filter(({ name }) => name === PROBE_SUCCESS)
    this.paths = nearPaths(
      tried.flatMap((series) => pathsOf.get(series) ?? []),
      isWanted,
    )
    this.probes = this.paths.map(() => new PathRuns())
    const runsOfPath = new Map(this.paths.map((path, at) => [path, this.probes[at]]))
    this.series = all.filter((series) => {
      const path = pathsOf.get(series)
      if (path === undefined) return false
      if (series.name !== PROBE_SUCCESS) return isWanted(path.source) || isWanted(path.target)
      const runs = runsOfPath.get(path)
      if (runs !== undefined) this.runsOf.set(series.id, runs)
      return runs !== undefined
    })
    const near = this.series.filter(this.isAttempt)
    this.byTarget = groupBy(near, (series) => pathsOf.get(series)?.target)
  }

  /** Whether a series tells who was reached, rather than how fast. */
  readonly isAttempt = ({ id }: RawSeries): boolean => this.runsOf.has(id)

  /** Those of whether an endpoint could be reached, in the order that they were given in. */
  seriesTo(target: number): readonly RawSeries[] {
    return this.byTarget.get(target) ?? []
  }

  /** Samples of a series, later than those that it was given before. */
  add(seriesId: number, { timesMs, values }: Column): void {
    const runs = this.runsOf.get(seriesId)
    if (runs !== undefined) runs.add({ timesMs, isConnected: values })
    else for (const seconds of values) this.times.add(seconds)
  }
}

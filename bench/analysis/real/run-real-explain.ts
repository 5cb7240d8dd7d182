import { corroborate } from '@/lib/core/explain/corroborate'
import { MetricScorer } from '@/lib/core/explain/score-metric'
import { cutSpans, type SpanTimes } from '@/lib/core/explain/spans'
import { DAY_MS, HOUR_MS } from '@/lib/core/times'
import type { Table } from '../../report/table'
import { REFERENCE_METHODS } from '../methods/reference-methods'
import type { AnalysisOptions } from '../options'
import { meanQuality, rankQuality, type RankQuality } from './rank-quality'
import { readEntities, type Entity, type Segment } from './read-entities'

const DATA_SETS = [
  { title: 'SMD', prefix: 'smd_' },
  { title: 'ASD', prefix: 'asd_' },
]
const OWN = 'explain'
const BASELINE_DAYS = 7

type Ranking = (entity: Entity, segment: Segment) => number[]

/** The series of the window as explain itself scores them: no direction is known to be bad, and 1 is the whole scale. */
const rankByExplain: Ranking = ({ values, dimensions, stepMs }, { start, end }) => {
  const times: SpanTimes = {
    stepMs,
    leadSteps: HOUR_MS / stepMs,
    windowSteps: end - start,
    startsMs: Array.from({ length: BASELINE_DAYS + 1 }, (_, back) => start * stepMs - back * DAY_MS),
  }
  const metrics = dimensions.map((id, at) => {
    const series = values[at] ?? new Float32Array()
    const history = {
      metric: id,
      startMs: 0,
      stepMs,
      stepCount: series.length,
      rows: [{ node: 0, device: '' }],
      values: series,
    }
    return cutSpans({ id, aspect: 'utilization', badDirection: 0, scale: 1 }, history, times)
  })
  const scorer = new MetricScorer(times)
  const scores = metrics.map((spans) => scorer.score(spans))
  return corroborate(metrics, scores).map(([evidence]) => evidence ?? 0)
}

const rankings = (): ReadonlyMap<string, Ranking> =>
  new Map<string, Ranking>([
    ...[...REFERENCE_METHODS].map(
      ([name, method]) =>
        [
          name,
          ({ values, stepMs }: Entity, { start, end }: Segment) =>
            values.map((series) => method({ values: series, start, end, stepMs })),
        ] as const,
    ),
    [OWN, rankByExplain],
  ])

export const runRealExplain = ({ dataFolder }: AnalysisOptions): Promise<readonly Table[] | null> => {
  if (dataFolder === null) return Promise.resolve(null)
  const sets = DATA_SETS.map(({ title, prefix }) => ({ title, entities: readEntities(dataFolder, prefix) }))
  const judged = [...rankings()].map(([name, rank]) => ({
    name,
    sets: sets.map(({ entities }) => entities.map((entity) => qualities([entity], rank))),
  }))
  const rows = judged.map(({ name, sets: found }) => [
    name,
    ...found.flatMap((ofSet) => cellsOf(meanQuality(ofSet.flat()))),
  ])
  const halves = judged.map(({ name, sets: found }) => [
    name,
    ...found.flatMap((ofSet) =>
      [0, 1].map((half) =>
        meanQuality(ofSet.filter((_, at) => at % 2 === half).flat()).hitRate100.toFixed(3),
      ),
    ),
  ])
  return Promise.resolve([
    {
      title: 'Which metrics are to blame: real servers',
      notes: [
        'Each labelled anomaly, all metrics of its server ranked. HitRate@P %: share of the responsible metrics among the first P % as many; NDCG over as many places as there are responsible ones; means over anomalies.',
      ],
      columns: [
        'method',
        ...sets.flatMap(({ title }) => [`${title} @100 %`, `${title} @150 %`, `${title} NDCG`]),
      ],
      rows,
    },
    {
      title: 'The same for every other server',
      notes: ['HitRate@100 %: what was chosen by looking at one half has to hold on the other.'],
      columns: ['method', ...sets.flatMap(({ title }) => [`${title}, one half`, `${title}, other half`])],
      rows: halves,
    },
  ])
}

const qualities = (entities: readonly Entity[], rank: Ranking): RankQuality[] =>
  entities.flatMap((entity) =>
    entity.segments.map((segment) => rankQuality(rank(entity, segment), segment.responsible, segment.start)),
  )

const cellsOf = ({ hitRate100, hitRate150, ndcg }: RankQuality): string[] =>
  [hitRate100, hitRate150, ndcg].map((share) => share.toFixed(3))

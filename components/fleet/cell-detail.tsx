import { VerdictMark } from '@/components/ui/verdict-mark'
import type { AspectDetail } from './prepare-cell-detail'
import { SPARK_HEIGHT, SPARK_WIDTH, type Spark } from './prepare-spark'

interface CellDetailProps {
  detail: AspectDetail
  /** When it began and where, once it is known. */
  lines: readonly string[]
  spark: Spark | null
}

export const CellDetail = ({ detail, lines, spark }: CellDetailProps) => (
  <div className="grid gap-0.5">
    <dt className="flex items-baseline gap-1.5">
      <VerdictMark verdict={detail.verdict} />
      <span className="shrink-0 font-medium capitalize">{detail.aspect}</span>
      <span className="shrink-0 text-muted">{detail.word}</span>
      <span className="ml-auto min-w-0 truncate text-muted">{detail.title}</span>
    </dt>
    {detail.values.length === 0 ? null : (
      <dd className="flex items-center justify-between gap-3 pl-4">
        <span className="flex flex-wrap gap-x-3 tabular-nums">
          {detail.values.map(({ name, text, isJudged }) => (
            <span key={name} className={isJudged ? 'font-semibold' : 'text-muted'}>
              {name} {text}
            </span>
          ))}
        </span>
        {spark === null ? null : <SparkLine spark={spark} verdict={detail.verdict} />}
      </dd>
    )}
    {lines.map((line) => (
      <dd key={line} className="pl-4 font-medium tabular-nums">
        {line}
      </dd>
    ))}
    <dd className="pl-4 text-muted">{detail.note}</dd>
  </div>
)

const SparkLine = ({ spark, verdict }: { spark: Spark; verdict: string }) => (
  <svg
    viewBox={`0 0 ${String(SPARK_WIDTH)} ${String(SPARK_HEIGHT)}`}
    width={SPARK_WIDTH}
    height={SPARK_HEIGHT}
    className="spark"
    data-verdict={verdict}
    aria-hidden="true"
  >
    {spark.badY === null ? null : (
      <line x1={0} x2={SPARK_WIDTH} y1={spark.badY} y2={spark.badY} className="spark-bad" />
    )}
    <path d={spark.path} />
  </svg>
)

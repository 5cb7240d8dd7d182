'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { prepareUseChart } from '@/components/charts/prepare-use-chart'
import { UseChartFigure } from '@/components/charts/use-chart-figure'
import { PageSection } from '@/components/ui/page-section'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { toSearch } from '@/lib/contract/view-state'
import { metricById } from '@/lib/core/checklist/checklist'
import { formatCount } from '@/lib/core/format-value'
import { NODE_METRICS, nodeSeriesQuery } from './queries'

/** Who counts the failures, and what else happens there at the same moment. */
export const NodesSection = ({ answer }: { answer: FailuresAnswer }) => {
  const [view, setView] = useView()
  const { nodes, nodesTotal } = answer
  const chosen = nodes.find(({ id }) => String(id) === view.node) ?? nodes[0]
  if (chosen === undefined) return null
  return (
    <PageSection
      title="What else moves on the nodes that count them"
      note={
        nodes.length < nodesTotal
          ? `${formatCount(nodes.length)} of ${formatCount(nodesTotal)} shown, those with most failures`
          : formatCount(nodesTotal)
      }
    >
      <div className="flex flex-wrap gap-1" role="group" aria-label="Nodes with most failures">
        {nodes.map(({ id, name, total }) => (
          <button
            key={id}
            type="button"
            className="failure-node"
            aria-pressed={id === chosen.id}
            onClick={() => {
              setView({ node: String(id) })
            }}
          >
            {name} <span className="text-muted">{formatCount(Math.round(total))}</span>
          </button>
        ))}
        <Link className="link self-center px-2 text-sm" href={`/nodes/${String(chosen.id)}${toSearch(view)}`}>
          open {chosen.name}
        </Link>
      </div>
      <NodeCharts answer={answer} nodeId={chosen.id} />
    </PageSection>
  )
}

const NodeCharts = ({ answer, nodeId }: { answer: FailuresAnswer; nodeId: number }) => {
  const [{ zone }] = useView()
  const query = useQuery(nodeSeriesQuery(answer, nodeId))
  const { data, error } = query
  if (data === undefined)
    return error === null ? (
      <div role="status" className="skeleton h-40">
        <span className="sr-only">Loading what the node measures</span>
      </div>
    ) : (
      <ProblemPanel
        title="What the node measures cannot be shown"
        error={error}
        onRetry={() => {
          void query.refetch()
        }}
      />
    )
  return (
    <div className="failure-charts">
      {NODE_METRICS.map((id) => {
        const line = data.series.find(({ metric }) => metric === id)
        const { title = id, threshold = null } = metricById(id) ?? {}
        return (
          <div key={id} className="grid content-start gap-1">
            <h3 className="text-sm text-muted">{title}</h3>
            {line === undefined ? (
              <p className="text-sm text-muted">not measured</p>
            ) : (
              <UseChartFigure
                chart={prepareUseChart({
                  line,
                  startMs: data.startMs,
                  stepMs: data.stepMs,
                  unit: line.unit,
                  warn: threshold?.warn ?? null,
                  bad: threshold?.bad ?? null,
                  asOfMs: data.asOfMs ?? answer.nowMs,
                })}
                window={data.window}
                stepMs={data.stepMs}
                unit={line.unit}
                zone={zone}
                compared={null}
                label={title}
              />
            )}
          </div>
        )
      })}
    </div>
  )
}

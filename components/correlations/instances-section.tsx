'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRef } from 'react'
import { FigureDownload } from '@/components/charts/figure-download'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable } from '@/components/ui/data-table'
import { formatRange } from '@/components/ui/format-time'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { Working } from '@/components/ui/working'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { InstanceMatrix } from './instance-matrix'
import { describeInstances, nearestCsvRows, nearestRows } from './prepare-matrix'
import { coefficientText } from './prepare-pairs'
import { instancesQuery } from './queries'

/** Which nodes behave alike in the chosen metric. */
export const InstancesSection = () => {
  const [view] = useView()
  const options = instancesQuery(view)
  const { data: answer, error, isFetching, refetch } = useQuery(options)
  const client = useQueryClient()
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="moves-alike">
      <h2 id="moves-alike" className="font-semibold">
        Which nodes move alike
      </h2>
      {error !== null ? (
        <ProblemPanel
          title="The similarity cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      ) : answer !== undefined ? (
        <ComparedInstances answer={answer} />
      ) : isFetching ? (
        <Working
          text="Comparing the nodes with one another…"
          onCancel={() => {
            void client.cancelQueries({ queryKey: options.queryKey })
          }}
        >
          <div className="skeleton h-96" />
        </Working>
      ) : (
        <p>
          Cancelled.{' '}
          <button
            type="button"
            className="link"
            onClick={() => {
              void refetch()
            }}
          >
            Compare them
          </button>
        </p>
      )}
    </section>
  )
}

const ComparedInstances = ({ answer }: { answer: InstancesAnswer }) => {
  const [, setView] = useView()
  const matrix = useRef<HTMLDivElement>(null)
  if (answer.nodes.of === 0) return <NoNodes />
  if (answer.instances.length < 2)
    return (
      <p className="text-muted">
        {String(answer.instances.length)} of {String(answer.nodes.compared)} nodes measured this in at least
        half of the window and moved: there is nothing to compare.
      </p>
    )
  const onNode = (node: string) => {
    setView({ node })
  }
  return (
    <>
      <p className="text-xs text-muted">{describeInstances(answer)}</p>
      <div className="matrix-columns">
        <div className="grid min-w-0 content-start gap-2">
          <div ref={matrix} className="grid min-w-0 content-start gap-2">
            <InstanceMatrix answer={answer} onNode={onNode} />
            <MatrixLegend />
          </div>
          <FigureDownload
            name={`${answer.metric.id} similarity`}
            title={[
              `${answer.metric.title}: similarity of ${String(answer.instances.length)} nodes`,
              formatRange(answer.window, 'utc'),
            ]}
            figure={matrix}
            label="the similarity"
          />
        </div>
        <NearestTable answer={answer} onNode={onNode} />
      </div>
    </>
  )
}

const NoNodes = () => (
  <p className="text-muted">
    No node fits the filter, or nobody sends samples yet:{' '}
    <Link className="link" href="/">
      the fleet
    </Link>{' '}
    says how to connect a sender.
  </p>
)

const MatrixLegend = () => (
  <p className="matrix-legend text-xs">
    <span>−1 against each other</span>
    <i aria-hidden="true" />
    <span>+1 alike</span>
  </p>
)

interface NearestTableProps {
  answer: InstancesAnswer
  onNode: (name: string) => void
}

const coefficientOf = (value: number | null): string =>
  value === null ? 'not compared' : coefficientText(value)

const NearestTable = ({ answer, onNode }: NearestTableProps) => (
  <div className="grid min-w-0 content-start gap-2">
    <CsvDownload title={`${answer.metric.id} similarity`} rows={() => nearestCsvRows(answer)}>
      CSV<span className="sr-only"> of the most alike</span>
    </CsvDownload>
    <DataTable
      label="The most alike of each node"
      size="text-sm"
      className="matrix-table"
      rows={nearestRows(answer)}
      keyOf={({ node }) => node}
      columns={[
        {
          title: 'Node',
          cell: ({ name }) => (
            <button
              type="button"
              className="link"
              onClick={() => {
                onNode(name)
              }}
            >
              {name}
            </button>
          ),
        },
        { title: 'Most like', cell: ({ nearest }) => nearest ?? 'none' },
        { title: 'With it', isNumber: true, cell: ({ coefficient }) => coefficientOf(coefficient) },
        { title: 'Mean with all', isNumber: true, cell: ({ mean }) => coefficientOf(mean) },
      ]}
    />
  </div>
)

'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { useMemo } from 'react'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import type { ClockDaysAnswer } from '@/lib/contract/clock-days'
import { formatCount } from '@/lib/core/format-value'
import { useClockScope } from './clock-scope'
import { DaysPlot } from './days-plot'
import { prepareDays } from './prepare-days'
import { clockDaysQuery } from './queries'

/** The same clock day by day, of one node or of all together, so that one sees when something began. */
export const DaysSection = () => {
  const [{ node }] = useView()
  const query = useQuery(clockDaysQuery({ ...useClockScope(), node: node }))
  const { data, error } = query
  const map = useMemo(() => (data === undefined ? null : prepareDays(data)), [data])
  return (
    <section className="grid gap-2" aria-labelledby="days-by-time">
      <DaysHeading answer={data ?? null} />
      {error !== null && map === null ? (
        <ProblemPanel
          title="The days cannot be shown"
          error={error}
          onRetry={() => {
            void query.refetch()
          }}
        />
      ) : map === null ? (
        <div role="status" className="skeleton h-64">
          <span className="sr-only">Loading the days</span>
        </div>
      ) : map.answer.total === 0 ? (
        <p className="panel p-4">
          {map.answer.node?.name ?? 'No node'} measured nothing of this on these days.
        </p>
      ) : (
        <DaysPlot map={map} />
      )}
    </section>
  )
}

const DaysHeading = ({ answer }: { answer: ClockDaysAnswer | null }) => {
  const [view, setView] = useView()
  const node = answer?.node ?? null
  return (
    <div className="flex flex-wrap items-baseline gap-x-4 gap-y-1">
      <h2 id="days-by-time" className="text-base font-semibold break-all">
        Day by day:{' '}
        {node === null ? (answer === null ? '' : `all ${formatCount(answer.total)} nodes`) : node.name}
      </h2>
      {view.node === '' ? null : (
        <>
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              setView({ node: '' })
            }}
          >
            All nodes together
          </button>
          {node === null ? null : (
            <Link className="link text-sm" href={`/nodes/${String(node.id)}${toSearch(view)}`}>
              Open the node
            </Link>
          )}
        </>
      )}
    </div>
  )
}

'use client'

import Link from 'next/link'
import { DraftField } from '@/components/ui/draft-field'
import { LiveBadge } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { ROW_ORDERS, toSearch, type RowOrder } from '@/lib/contract/view-state'
import { MetricPicker } from '@/components/ui/metric-picker'

const ORDER_TITLES: Record<RowOrder, string> = {
  value: 'Worst first',
  onset: 'By onset',
  similarity: 'By similarity',
  group: 'By label or fact',
  name: 'By name',
}

interface MetricToolbarProps {
  status: LiveStatus
  labels: readonly string[]
}

export const MetricToolbar = ({ status, labels }: MetricToolbarProps) => {
  const [view, setView] = useView()
  const { metric, filter, rows, group } = view
  return (
    <div className="toolbar">
      <PageTitle title="Heat map">
        <LiveBadge status={status} />
      </PageTitle>
      <MetricPicker
        metric={metric}
        onMetric={(chosen) => {
          setView({ metric: chosen })
        }}
      />
      <DraftField
        label="Filter nodes by label"
        value={filter}
        placeholder='Filter: cluster="eu-1"'
        suggestions={labels.map((label) => `${label}=""`)}
        className="min-w-40 flex-1 sm:max-w-72"
        onValue={(text) => {
          setView({ filter: text })
        }}
      />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <OrderField
          rows={rows}
          onRows={(order) => {
            setView({ rows: order })
          }}
        />
        {rows === 'group' ? (
          <DraftField
            label="Label or fact to order by"
            value={group}
            placeholder="role, kernel…"
            suggestions={labels}
            className="w-32"
            onValue={(text) => {
              setView({ group: text })
            }}
          />
        ) : null}
        <Link className="link text-xs" href={`/clock${toSearch(view)}`}>
          By time of day
        </Link>
        <WindowPicker />
      </div>
    </div>
  )
}

const OrderField = ({ rows, onRows }: { rows: RowOrder; onRows: (rows: RowOrder) => void }) => (
  <label className="text-xs">
    <span className="sr-only">Order of the rows</span>
    <select
      className="control"
      value={rows}
      onChange={(event) => {
        const chosen = ROW_ORDERS.find((order) => order === event.target.value)
        if (chosen !== undefined) onRows(chosen)
      }}
    >
      {ROW_ORDERS.map((order) => (
        <option key={order} value={order}>
          {ORDER_TITLES[order]}
        </option>
      ))}
    </select>
  </label>
)

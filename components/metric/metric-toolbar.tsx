'use client'

import Link from 'next/link'
import { ChoiceField } from '@/components/ui/choice-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { GroupField } from '@/components/ui/group-field'
import { LiveBadge } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import type { LiveStatus } from '@/components/ui/prepare-live-status'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import { ROW_ORDERS, type RowOrder } from '@/lib/contract/view-choices'
import { toSearch } from '@/lib/contract/view-state'
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
  error: Error | null
}

export const MetricToolbar = ({ status, labels, error }: MetricToolbarProps) => {
  const [view, setView] = useView()
  const { metric, rows } = view
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
      <FilterField error={error} />
      <div className="ml-auto flex flex-wrap items-center gap-2">
        <ChoiceField
          label="Order of the rows"
          value={rows}
          choices={ROW_ORDERS}
          titleOf={(order) => ORDER_TITLES[order]}
          onChoice={(order) => {
            setView({ rows: order })
          }}
        />
        {rows === 'group' ? <GroupField label="Label or fact to order by" labels={labels} /> : null}
        <Link className="link text-xs" href={`/clock${toSearch(view)}`}>
          By time of day
        </Link>
        <WindowPicker />
      </div>
    </div>
  )
}

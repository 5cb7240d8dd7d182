'use client'

import Link from 'next/link'
import { ChoiceField } from '@/components/ui/choice-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { GroupField } from '@/components/ui/group-field'
import { useView } from '@/components/ui/view'
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

/** Which metric of which nodes. */
export const MetricFields = ({ error }: { error: Error | null }) => {
  const [{ metric }, setView] = useView()
  return (
    <>
      <MetricPicker
        metric={metric}
        onMetric={(chosen) => {
          setView({ metric: chosen })
        }}
      />
      <FilterField error={error} />
    </>
  )
}

/** In which order its rows are, and the way to its clock. */
export const RowFields = ({ labels }: { labels: readonly string[] }) => {
  const [view, setView] = useView()
  const { rows } = view
  return (
    <>
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
      <Link className="link text-sm" href={`/clock${toSearch(view)}`}>
        By time of day
      </Link>
    </>
  )
}

'use client'

import { ChoiceField } from '@/components/ui/choice-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { formatDateTime } from '@/components/ui/format-time'
import { GroupField } from '@/components/ui/group-field'
import { MetricPicker } from '@/components/ui/metric-picker'
import { useView } from '@/components/ui/view'
import {
  CLOCK_DAYS,
  CLOCK_ROW_ORDERS,
  CLOCK_VALUES,
  WEEKDAYS,
  type ClockRowOrder,
  type ClockValue,
  type Weekdays,
} from '@/lib/contract/view-choices'
import { parseTimeExpression } from '@/lib/contract/time-expression'
import { ZoneField } from './zone-field'

const VALUE_TITLES: Record<ClockValue, string> = {
  share: 'Share of days',
  mean: 'Mean',
  p95: '95th percentile',
  max: 'Highest',
}

const ORDER_TITLES: Record<ClockRowOrder, string> = {
  phase: 'By time of peak',
  value: 'Highest first',
  similarity: 'By similarity',
  group: 'By label or fact',
  name: 'By name',
}

const WEEKDAY_TITLES: Record<Weekdays, string> = {
  '': 'All days',
  '1,2,3,4,5': 'Mon–Fri',
  '6,7': 'Sat–Sun',
  '1': 'Mondays',
  '2': 'Tuesdays',
  '3': 'Wednesdays',
  '4': 'Thursdays',
  '5': 'Fridays',
  '6': 'Saturdays',
  '7': 'Sundays',
}

interface ClockToolbarProps {
  labels: readonly string[]
  error: Error | null
}

export const ClockToolbar = ({ labels, error }: ClockToolbarProps) => {
  const [{ metric, clockValue, weekdays, clockDays }, setView] = useView()
  return (
    <div role="group" aria-label="What is drawn on the clock" className="toolbar">
      <MetricPicker
        metric={metric}
        onMetric={(chosen) => {
          setView({ metric: chosen })
        }}
      />
      <FilterField error={error} />
      <div className="flex flex-wrap items-center gap-2">
        <ChoiceField
          label="Value"
          value={clockValue}
          choices={CLOCK_VALUES}
          titleOf={(value) => VALUE_TITLES[value]}
          onChoice={(value) => {
            setView({ clockValue: value })
          }}
        />
        <ChoiceField
          label="How many days"
          value={clockDays}
          choices={CLOCK_DAYS}
          titleOf={(days) => `${days} days`}
          onChoice={(days) => {
            setView({ clockDays: days })
          }}
        />
        <ChoiceField
          label="Days of the week"
          value={weekdays}
          choices={WEEKDAYS}
          titleOf={(days) => WEEKDAY_TITLES[days]}
          onChoice={(days) => {
            setView({ weekdays: days })
          }}
        />
        <ZoneField />
        <OrderField labels={labels} />
        <EndField />
      </div>
    </div>
  )
}

const OrderField = ({ labels }: { labels: readonly string[] }) => {
  const [{ clockRows }, setView] = useView()
  return (
    <>
      <ChoiceField
        label="Order of the rows"
        value={clockRows}
        choices={CLOCK_ROW_ORDERS}
        titleOf={(order) => ORDER_TITLES[order]}
        onChoice={(order) => {
          setView({ clockRows: order })
        }}
      />
      {clockRows === 'group' ? <GroupField label="Label or fact to order by" labels={labels} /> : null}
    </>
  )
}

/** Where the window of the page ends in the past, so do the days. */
const EndField = () => {
  const [{ to, zone }, setView] = useView()
  if (to.startsWith('now')) return null
  const end = parseTimeExpression(to)
  return (
    <button
      type="button"
      className="button-quiet"
      onClick={() => {
        setView({ from: 'now-1h', to: 'now' })
      }}
    >
      Days up to {end?.kind === 'absolute' ? formatDateTime(end.atMs, zone) : to}: back to today
    </button>
  )
}

'use client'

import { useQuery } from '@tanstack/react-query'
import { ChoiceField } from '@/components/ui/choice-field'
import { DraftField } from '@/components/ui/draft-field'
import { MetricPicker } from '@/components/ui/metric-picker'
import { PageFrame } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import { FilterField } from '@/components/ui/filter/filter-field'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { MOST_LAGS, type MostLag } from '@/lib/contract/view-choices'
import { InstancesSection } from './instances-section'
import { PairsSection } from './pairs-section'
import { instancesQuery } from './queries'

const LAG_TITLES: Record<MostLag, string> = {
  '0': 'At the same time',
  '15': 'Up to 15 min apart',
  '60': 'Up to 1 h apart',
  '180': 'Up to 3 h apart',
}

export const CorrelationsPage = () => (
  <PageFrame title="Correlations" fields={<CorrelationsFields />}>
    <div className="page-body">
      <PairsSection />
      <InstancesSection />
    </div>
  </PageFrame>
)

/** Links lead here by id; people read names. */
const nodeName = (node: string, answer: InstancesAnswer | undefined): string =>
  answer?.instances.find((instance) => String(instance.node) === node)?.name ?? node

const CorrelationsFields = () => {
  const [view, setView] = useView()
  const { data: instances, error } = useQuery(instancesQuery(view))
  return (
    <>
      <MetricPicker
        metric={view.metric}
        onMetric={(metric) => {
          setView({ metric })
        }}
      />
      <DraftField
        label="Node whose metric is compared"
        value={nodeName(view.node, instances)}
        placeholder="Node: db-1"
        suggestions={instances?.instances.map(({ name }) => name) ?? []}
        className="w-44"
        onValue={(node) => {
          setView({ node })
        }}
      />
      <ChoiceField
        label="How far apart in time"
        value={view.lag}
        choices={MOST_LAGS}
        titleOf={(lag) => LAG_TITLES[lag]}
        onChoice={(lag) => {
          setView({ lag })
        }}
      />
      <FilterField error={error} />
    </>
  )
}

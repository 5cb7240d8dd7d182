'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { CsvDownload } from '@/components/ui/csv-download'
import { FilterField } from '@/components/ui/filter/filter-field'
import { useLiveStatus } from '@/components/ui/live-status'
import { PageFrame } from '@/components/ui/page-frame'
import { PageSection } from '@/components/ui/page-section'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { SetupSnippets } from '@/components/ui/setup-snippets'
import { useView } from '@/components/ui/view'
import type { CollectorsAnswer } from '@/lib/contract/collectors'
import { CostSection } from './cost-section'
import { EffectsSection } from './effects-section'
import { prepareDiskRows, prepareSenders, prepareServerHealth } from './prepare-collectors'
import { prepareSendersCsv } from './prepare-senders-csv'
import { collectorCostQuery, collectorsQuery } from './queries'
import { DiskTable } from './disk-table'
import { ServerHealth } from './server-health'
import { SenderTable } from './sender-table'

export const CollectorsPage = () => {
  const [{ from, to, filter }] = useView()
  const query = useQuery(collectorsQuery())
  const cost = useQuery(collectorCostQuery({ from, to, filter }))
  const status = useLiveStatus({
    answer: cost.data,
    updatedAtMs: cost.dataUpdatedAt,
    error: cost.error,
  })
  const isMeasured = cost.data !== undefined && cost.data.known > 0
  return (
    <PageFrame title="Collectors" status={status} fields={<FilterField error={cost.error} />}>
      <div className="page-body">
        {query.data !== undefined ? (
          <CollectorsBody answer={query.data} />
        ) : query.error === null ? (
          <div role="status" className="skeleton h-64">
            <span className="sr-only">Loading the senders</span>
          </div>
        ) : (
          <ProblemPanel
            title="The senders cannot be shown"
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )}
        <AnswerFrame
          query={cost}
          status={status}
          problem="The cost of collectors cannot be shown"
          skeleton={
            <div role="status" className="skeleton h-48">
              <span className="sr-only">Adding up what collectors cost</span>
            </div>
          }
        >
          {(answer) => (answer.known === 0 ? null : <CostSection answer={answer} />)}
        </AnswerFrame>
        {isMeasured ? <EffectsSection /> : null}
        {query.data === undefined ? null : <DiskSection answer={query.data} />}
        <PageSection title="Connect a sender">
          <SetupSnippets />
        </PageSection>
      </div>
    </PageFrame>
  )
}

const CollectorsBody = ({ answer }: { answer: CollectorsAnswer }) => {
  const senders = prepareSenders(answer)
  return (
    <PageSection
      title="Who sends"
      note="all senders as they are now, how late, and what was refused"
      actions={
        senders.length === 0 ? null : (
          <CsvDownload title="senders" rows={() => prepareSendersCsv(answer)}>
            CSV<span className="sr-only"> of the senders</span>
          </CsvDownload>
        )
      }
    >
      <ServerHealth figures={prepareServerHealth(answer)} />
      {senders.length === 0 ? (
        <p className="panel p-4">Nobody has sent anything yet. Connect a sender as shown below.</p>
      ) : (
        <SenderTable senders={senders} />
      )}
    </PageSection>
  )
}

const DiskSection = ({ answer }: { answer: CollectorsAnswer }) => (
  <PageSection title="Disk use">
    <DiskTable rows={prepareDiskRows(answer)} />
  </PageSection>
)

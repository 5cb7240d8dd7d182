'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerFrame } from '@/components/ui/answer-frame'
import { CsvDownload } from '@/components/ui/csv-download'
import { FilterField } from '@/components/ui/filter/filter-field'
import { LiveBadge, useLiveStatus } from '@/components/ui/live-status'
import { PageTitle } from '@/components/ui/page-title'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { SetupSnippets } from '@/components/ui/setup-snippets'
import { useView } from '@/components/ui/view'
import { WindowPicker } from '@/components/ui/window-picker'
import type { CollectorsAnswer } from '@/lib/contract/collectors'
import { CostSection } from './cost-section'
import { EffectsSection } from './effects-section'
import { prepareDiskRows, prepareSenders, prepareServerHealth } from './prepare-collectors'
import { prepareSendersCsv } from './prepare-senders-csv'
import { collectorCostQuery, collectorsQuery } from './queries'
import { DiskTable, ServerHealth } from './server-health'
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
    <div className="metric-page">
      <div className="toolbar">
        <PageTitle title="Collectors">
          <LiveBadge status={status} />
        </PageTitle>
        <FilterField error={cost.error} />
        <div className="ml-auto">
          <WindowPicker />
        </div>
      </div>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-5 px-4 pb-8">
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
        <section className="grid gap-3" aria-labelledby="connect">
          <h2 id="connect" className="text-base font-semibold">
            Connect a sender
          </h2>
          <SetupSnippets />
        </section>
      </div>
    </div>
  )
}

const CollectorsBody = ({ answer }: { answer: CollectorsAnswer }) => {
  const senders = prepareSenders(answer)
  return (
    <section aria-labelledby="senders" className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <h2 id="senders" className="text-base font-semibold">
          Who sends
        </h2>
        <span className="text-sm text-muted">
          all senders as they are now, how late, and what was refused
        </span>
      </div>
      <ServerHealth figures={prepareServerHealth(answer)} />
      {senders.length === 0 ? (
        <p className="panel p-4">Nobody has sent anything yet. Connect a sender as shown below.</p>
      ) : (
        <>
          <SenderTable senders={senders} />
          <CsvDownload title="senders" rows={() => prepareSendersCsv(answer)}>
            Download the senders as CSV
          </CsvDownload>
        </>
      )}
    </section>
  )
}

const DiskSection = ({ answer }: { answer: CollectorsAnswer }) => (
  <section aria-labelledby="disk" className="grid grid-cols-[minmax(0,1fr)] gap-3">
    <h2 id="disk" className="text-base font-semibold">
      Disk use
    </h2>
    <DiskTable rows={prepareDiskRows(answer)} />
  </section>
)

'use client'

import { useQuery } from '@tanstack/react-query'
import { CsvDownload } from '@/components/ui/csv-download'
import { PageTitle } from '@/components/ui/page-title'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { SetupSnippets } from '@/components/ui/setup-snippets'
import type { CollectorsAnswer } from '@/lib/contract/collectors'
import { prepareDiskRows, prepareSenders, prepareServerHealth } from './prepare-collectors'
import { prepareSendersCsv } from './prepare-senders-csv'
import { collectorsQuery } from './queries'
import { DiskTable, ServerHealth } from './server-health'
import { SenderTable } from './sender-table'

export const CollectorsPage = () => {
  const query = useQuery(collectorsQuery())
  return (
    <div className="mx-auto grid w-full max-w-[120rem] grid-cols-[minmax(0,1fr)] gap-4 p-4">
      <PageTitle title="Collectors">
        <span className="text-sm text-muted">who sends, how late, and what was refused</span>
      </PageTitle>
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
      <section className="grid gap-3" aria-labelledby="connect">
        <h2 id="connect" className="text-base font-semibold">
          Connect a sender
        </h2>
        <SetupSnippets />
      </section>
    </div>
  )
}

const CollectorsBody = ({ answer }: { answer: CollectorsAnswer }) => {
  const senders = prepareSenders(answer)
  return (
    <>
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
      <h2 className="text-base font-semibold">Disk use</h2>
      <DiskTable rows={prepareDiskRows(answer)} />
    </>
  )
}

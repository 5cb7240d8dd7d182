'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable } from '@/components/ui/data-table'
import { PageSection } from '@/components/ui/page-section'
import { formatCount } from '@/lib/core/format-value'
import type { CollectorCostAnswer } from '@/lib/contract/collector-cost'
import { CostTable } from './cost-table'
import { describeCost, prepareSpreads } from './prepare-cost'
import { prepareCostCsv } from './prepare-cost-csv'

/** What it costs to be watched: by collector, and by node. */
export const CostSection = ({ answer }: { answer: CollectorCostAnswer }) => {
  const { spread, collectorsTotal, collectors } = answer
  const isTold = spread.cpu !== null || spread.memoryBytes !== null || spread.scrapeSeconds !== null
  return (
    <PageSection
      title="What collectors cost"
      note={describeCost(answer)}
      actions={
        isTold ? (
          <CsvDownload title="cost of collectors" rows={() => prepareCostCsv(answer)}>
            CSV<span className="sr-only"> of the cost of every node</span>
          </CsvDownload>
        ) : null
      }
    >
      {isTold ? (
        <div className="page-columns" data-halves="true">
          <div className="grid min-w-0 content-start gap-1">
            <SpreadTable answer={answer} />
            <span className="text-xs text-muted">
              {collectors.length < collectorsTotal
                ? `${formatCount(collectors.length)} of ${formatCount(collectorsTotal)} collectors shown. `
                : null}
              Means over the window.
            </span>
          </div>
          <div className="grid min-w-0 content-start gap-1">
            <CostTable answer={answer} />
          </div>
        </div>
      ) : (
        <p className="panel p-4 text-sm">
          The own collector measures itself. Of others, let Prometheus or vmagent scrape their own metrics
          under a job such as <code>node_exporter</code>, or give these series a label <code>collector</code>{' '}
          that names the collector.
        </p>
      )}
    </PageSection>
  )
}

const SpreadTable = ({ answer }: { answer: CollectorCostAnswer }) => (
  <DataTable
    label="Cost by collector"
    rows={prepareSpreads(answer)}
    keyOf={({ name }) => name}
    columns={[
      { title: 'Collector', className: 'break-all', cell: ({ name }) => name },
      { title: 'Nodes', isNumber: true, cell: ({ nodes }) => nodes },
      { title: 'CPU, median', isNumber: true, cell: ({ median }) => median },
      { title: 'p95', isNumber: true, cell: ({ p95 }) => p95 },
      { title: 'Highest', isNumber: true, cell: ({ most }) => most },
      { title: 'CPUs in all', isNumber: true, cell: ({ total }) => total },
      { title: 'Memory, median', isNumber: true, cell: ({ memory }) => memory },
      { title: 'Scrape, p95', isNumber: true, cell: ({ scrape }) => scrape },
    ]}
  />
)

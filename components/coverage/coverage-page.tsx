'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { AnswerPage } from '@/components/ui/answer-page'
import { CsvDownload } from '@/components/ui/csv-download'
import { FilterField } from '@/components/ui/filter/filter-field'
import { formatDateTime } from '@/components/ui/format-time'
import { NobodySends } from '@/components/ui/nobody-sends'
import { PageSkeleton } from '@/components/ui/page-frame'
import { SegmentField } from '@/components/ui/segment-field'
import { useView } from '@/components/ui/view'
import type { CoverageAnswer } from '@/lib/contract/coverage'
import { CoverageTable } from './coverage-table'
import { HolePanel } from './hole-panel'
import { describeCoverage, prepareGroups } from './prepare-coverage'
import { prepareCoverageCsv } from './prepare-coverage-csv'
import { coverageQuery } from './queries'

export const CoveragePage = () => {
  const [{ from, to, filter }] = useView()
  const query = useQuery(coverageQuery({ from, to, filter }))
  return (
    <AnswerPage
      title="Coverage"
      fields={<FilterField error={query.error} />}
      query={query}
      live={query.data}
      problem="The coverage cannot be shown"
      skeleton={<PageSkeleton label="Loading the coverage" blocks={['h-6 w-96 max-w-full', 'h-96']} />}
    >
      {(shown) => <CoverageBody answer={shown} />}
    </AnswerPage>
  )
}

const CoverageBody = ({ answer }: { answer: CoverageAnswer }) => {
  const [{ zone }] = useView()
  const [isWhole, setWhole] = useState(false)
  if (answer.known === 0) return <NobodySends />
  if (answer.total === 0)
    return <p className="panel mx-4 p-4">No node fits the filter: 0 of {answer.known} nodes shown.</p>
  return (
    <div className="page-body">
      <section aria-label="The answer" className="grid gap-1">
        <p className="page-headline">{describeCoverage(answer)}.</p>
        <p className="page-further">
          Between {formatDateTime(answer.window.fromMs, zone)} and {formatDateTime(answer.window.toMs, zone)}.
          Not measured is neither zero nor healthy.
        </p>
      </section>
      <div className="page-columns coverage-columns">
        <div className="grid min-w-0 content-start gap-2">
          <div className="section-heading">
            <SegmentField
              label="Metrics shown"
              value={isWhole}
              choices={[false, true]}
              titleOf={(choice) => (choice ? 'Every metric' : 'Cells of the fleet grid')}
              onChoice={setWhole}
            />
            <div className="section-actions">
              <CsvDownload title="coverage" rows={() => prepareCoverageCsv(answer)}>
                CSV<span className="sr-only"> of every metric</span>
              </CsvDownload>
            </div>
          </div>
          <CoverageTable groups={prepareGroups(answer, isWhole)} />
        </div>
        <div className="coverage-holes">
          <HolePanel answer={answer} />
        </div>
      </div>
    </div>
  )
}

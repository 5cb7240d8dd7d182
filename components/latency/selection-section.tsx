'use client'

import { useQuery } from '@tanstack/react-query'
import { CsvDownload } from '@/components/ui/csv-download'
import { DataTable } from '@/components/ui/data-table'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { SegmentField } from '@/components/ui/segment-field'
import { useExplainWindow } from '@/components/ui/use-explain-window'
import { useView } from '@/components/ui/view'
import type { LatencyDistributionAnswer } from '@/lib/contract/latency'
import { SELECTION_REFERENCES } from '@/lib/contract/view-choices'
import { NO_SELECTION } from './box-selection'
import { DifferenceChart } from './difference-chart'
import {
  compareQuantiles,
  describeSelection,
  drawDifference,
  REFERENCE_TITLES,
  type QuantileRow,
} from './prepare-selection'
import { distributionQuery } from './queries'

/** What is brushed in a heat map, against what it is compared with. */
export const SelectionSection = () => {
  const [view] = useView()
  const query = useQuery(distributionQuery(view))
  if (view.selectionFrom === '' || view.selectionTo === '')
    return (
      <p className="text-sm text-muted">
        Drag over a heat map to compare what is in the box with the rest, or with the same time a day or a
        week before.
      </p>
    )
  return (
    <section className="panel grid gap-3 p-4" aria-labelledby="selection-title">
      <SelectionHead />
      {query.data === undefined ? (
        query.error === null ? (
          <div role="status" className="skeleton h-40">
            <span className="sr-only">Loading the selection</span>
          </div>
        ) : (
          <ProblemPanel
            title="The selection cannot be shown"
            error={query.error}
            onRetry={() => {
              void query.refetch()
            }}
          />
        )
      ) : (
        <SelectionBody answer={query.data} />
      )}
    </section>
  )
}

const SelectionHead = () => {
  const [{ selectionReference, selectionFrom, selectionTo }, setView] = useView()
  const explain = useExplainWindow()
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <h2 id="selection-title" className="font-semibold">
        Selection
      </h2>
      <SegmentField
        label="Compared with"
        value={selectionReference}
        choices={SELECTION_REFERENCES}
        titleOf={(reference) => REFERENCE_TITLES[reference]}
        onChoice={(reference) => {
          setView({ selectionReference: reference })
        }}
      />
      <div className="ml-auto flex flex-wrap gap-1">
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setView({ from: selectionFrom, to: selectionTo, ...NO_SELECTION })
          }}
        >
          Zoom to it
        </button>
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            explain({ fromMs: Date.parse(selectionFrom), toMs: Date.parse(selectionTo) })
          }}
        >
          Explain it
        </button>
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setView(NO_SELECTION)
          }}
        >
          Clear
        </button>
      </div>
    </div>
  )
}

const SelectionBody = ({ answer }: { answer: LatencyDistributionAnswer }) => {
  const [{ zone, selectionReference }] = useView()
  const drawn = drawDifference(answer)
  const rows = compareQuantiles(answer)
  return (
    <>
      <p className="text-sm">{describeSelection(answer, zone)}</p>
      <div className="latency-selection">
        {drawn === null ? (
          <p className="text-sm text-muted">
            There is nothing to compare it with: {REFERENCE_TITLES[selectionReference]} has none.
          </p>
        ) : (
          <DifferenceChart drawn={drawn} reference={REFERENCE_TITLES[selectionReference]} />
        )}
        <QuantileComparison rows={rows} />
      </div>
    </>
  )
}

const QuantileComparison = ({ rows }: { rows: readonly QuantileRow[] }) => (
  <div className="grid content-start gap-1">
    <DataTable
      label="Quantiles compared"
      className="overflow-x-auto"
      rows={rows}
      keyOf={({ title }) => title}
      columns={[
        { title: 'Quantile', cell: ({ title }) => title },
        { title: 'Selection', isNumber: true, cell: ({ selection }) => selection },
        { title: 'Reference', isNumber: true, cell: ({ reference }) => reference },
        { title: 'Factor', isNumber: true, cell: ({ factor }) => factor ?? 'cannot be told' },
      ]}
    />
    <CsvDownload
      title="latency selection"
      rows={() => [
        ['quantile', 'selection', 'reference', 'factor'],
        ...rows.map(({ title, selection, reference, factor }) => [title, selection, reference, factor]),
      ]}
    >
      CSV
    </CsvDownload>
  </div>
)

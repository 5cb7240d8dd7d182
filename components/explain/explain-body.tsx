'use client'

import { useRef } from 'react'
import { FigureDownload } from '@/components/charts/figure-download'
import { CsvDownload } from '@/components/ui/csv-download'
import { formatRange } from '@/components/ui/format-time'
import { NobodySends } from '@/components/ui/nobody-sends'
import { useView } from '@/components/ui/view'
import { AnswerFigures } from './answer-figures'
import { PageSection } from '@/components/ui/page-section'
import { IncidentList } from './incidents/incident-list'
import { MarkIncident } from './incidents/mark-incident'
import { LinesTable } from './lines-table'
import { NearOutages } from './near-outages'
import { OnsetLanes } from './onset-lanes'
import type { PreparedExplanation } from './prepare-explain'
import { onsetCsvRows, resourceCsvRows, seriesCsvRows } from './prepare-explain-csv'
import { ToldList } from './told-list'

/** The answer in the order somebody asks: what, since when and where, in which order, on whom, after what, and what followed. */
export const ExplainBody = ({ explanation }: { explanation: PreparedExplanation }) => {
  const { answer, about, figures, victims, series, seriesCut } = explanation
  if (answer.asOfMs === null) return <NobodySends />
  if (answer.measured.series === 0) return <NothingMeasured about={about} />
  return (
    <div className="page-body">
      <header className="grid gap-2">
        <p className="explain-headline" data-calm={!answer.standsOut}>
          {answer.headline}
        </p>
        <AnswerFigures figures={figures} />
        <NodeNote explanation={explanation} />
        <MarkIncident answer={answer} />
        <p className="text-xs text-muted">{about}</p>
        {answer.measured.baselineSpans === 0 ? (
          <p className="text-sm">There is nothing to compare with: only the hour before the window counts.</p>
        ) : null}
      </header>
      <div className="page-columns">
        <Suspects explanation={explanation} />
        <Circumstances explanation={explanation} />
      </div>
      {victims.length === 0 ? null : (
        <PageSection title="What others feel of it" note="Effects rather than causes.">
          <LinesTable window={answer.window} lines={victims} heading="Metric" label="Effects" empty="" />
        </PageSection>
      )}
      <PageSection
        title="Series"
        note={seriesCut}
        actions={
          series.length === 0 ? undefined : (
            <CsvDownload title="explain-series" rows={() => seriesCsvRows(answer)}>
              CSV<span className="sr-only"> of the series</span>
            </CsvDownload>
          )
        }
      >
        <LinesTable
          window={answer.window}
          lines={series}
          heading="Node"
          label="Series"
          empty="No series changed."
        />
      </PageSection>
      <IncidentList />
    </div>
  )
}

const NothingMeasured = ({ about }: { about: string }) => (
  <div className="panel mx-4 grid gap-1 p-4">
    <p className="font-semibold">Nothing was measured in this window.</p>
    <p className="text-sm text-muted">{about} Choose a window in which nodes sent samples.</p>
  </div>
)

const Suspects = ({ explanation: { answer, suspects } }: { explanation: PreparedExplanation }) => (
  <PageSection
    title={answer.standsOut ? 'Suspects' : 'The largest changes, none out of the ordinary'}
    actions={
      suspects.length === 0 ? undefined : (
        <CsvDownload title="explain-metrics" rows={() => resourceCsvRows(answer)}>
          CSV<span className="sr-only"> of the metrics</span>
        </CsvDownload>
      )
    }
  >
    <LinesTable
      window={answer.window}
      lines={suspects}
      heading="Metric"
      label="Metrics"
      empty="No resource changed."
    />
  </PageSection>
)

const FirstMovers = ({ explanation: { answer, lanes, axis } }: { explanation: PreparedExplanation }) => {
  const figure = useRef<HTMLDivElement>(null)
  return (
    <PageSection
      title="What moved first"
      actions={
        <>
          <CsvDownload title="explain-onsets" rows={() => onsetCsvRows(answer)}>
            CSV<span className="sr-only"> of the onsets</span>
          </CsvDownload>
          <FigureDownload
            name="explain-onsets"
            title={['What moved first', formatRange(answer.window, 'utc')]}
            figure={figure}
            label="the onsets"
          />
        </>
      }
    >
      {answer.order === null ? null : <p className="text-sm">{answer.order}</p>}
      <OnsetLanes lanes={lanes} axis={axis} figure={figure} />
    </PageSection>
  )
}

const Circumstances = ({ explanation }: { explanation: PreparedExplanation }) => {
  const { answer, lanes, facts, events, outages, seen, observers, silent } = explanation
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-5">
      {observers.length === 0 ? null : (
        <PageSection title="Suspect: what observes the nodes">
          <ToldList items={observers} empty="" />
        </PageSection>
      )}
      {lanes.length === 0 ? null : <FirstMovers explanation={explanation} />}
      <PageSection title="What the affected nodes have in common">
        <ToldList
          items={facts}
          empty={
            answer.affected.length === 0
              ? 'No node is affected.'
              : 'No fact or label tells them from the others beyond chance.'
          }
        />
      </PageSection>
      <PageSection title="Events near the onsets">
        <ToldList items={events} empty="None beyond what chance explains." />
      </PageSection>
      {outages === null ? null : <NearOutages outages={outages} />}
      {seen.length === 0 ? null : (
        <PageSection title="Seen before">
          <ToldList items={seen} empty="" />
        </PageSection>
      )}
      {silent.length === 0 ? null : (
        <PageSection title="Nodes that fell silent">
          <ToldList items={silent} empty="" />
        </PageSection>
      )}
    </div>
  )
}

/** Of the node that somebody came from. */
const NodeNote = ({ explanation: { node } }: { explanation: PreparedExplanation }) => {
  const [, setView] = useView()
  if (node === null) return null
  return (
    <section className="panel grid grid-cols-[minmax(0,1fr)] gap-2 p-3" aria-label="The node you came from">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="break-words">{node.sentence}</span>
        <button
          type="button"
          className="button-quiet"
          onClick={() => {
            setView({ node: '' })
          }}
        >
          Leave the node out
        </button>
      </p>
      {node.lines.length === 0 ? null : (
        <ToldList
          items={node.lines.map(({ key, place, sentence, href }) => ({ key, name: place, sentence, href }))}
          empty=""
        />
      )}
    </section>
  )
}

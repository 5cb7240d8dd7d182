'use client'

import { VerdictMark } from '@/components/ui/verdict-mark'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { PeerMetric, PeersAnswer } from '@/lib/contract/peers'
import type { ResourceId } from '@/lib/core/checklist/types'
import { Absence, DrawnMetric, type ChartSettings } from './drawn-metric'
import { NextChecks } from './next-checks'
import type { ComparedSeries } from './node-series'
import { PeerStrip } from './peer-strip'
import type { AspectSection } from './prepare-node-sections'

interface AspectChartProps {
  section: AspectSection
  resource: { id: ResourceId; title: string }
  data: ComparedSeries
  /** Undefined until they have arrived. */
  peers: PeersAnswer | undefined
  settings: ChartSettings
}

export const AspectChart = ({ section, resource, data, peers, settings }: AspectChartProps) => {
  const { aspect, headline, absence, verdict } = section
  const standing = peers?.metrics.find(({ metric }) => metric === headline.metric)
  const label = `${resource.title} ${aspect}: ${headline.title}`
  return (
    <div className="aspect-panel" data-verdict={verdict}>
      <AspectHeading section={section} />
      {absence === null ? (
        <DrawnMetric metric={headline} device="" label={label} data={data} settings={settings} />
      ) : (
        <Absence verdict={verdict} text={absence} />
      )}
      {peers === undefined && absence === null ? <div className="skeleton peer-strip-height" /> : null}
      {peers === undefined || standing === undefined ? null : (
        <PeerStrip standing={standing satisfies PeerMetric} sharing={peers.sharing} label={label} />
      )}
      {verdict === 'bad' || verdict === 'warn' ? (
        <NextChecks resource={resource.id} aspect={aspect} isOpen={verdict === 'bad'} />
      ) : null}
    </div>
  )
}

const AspectHeading = ({ section: { aspect, headline, verdict, judged } }: { section: AspectSection }) => (
  <h3 className="flex items-baseline gap-2">
    <VerdictMark verdict={verdict} />
    <span className="font-semibold capitalize">{aspect}</span>
    <span className="min-w-0 truncate text-xs text-muted" title={headline.title}>
      {headline.title}
    </span>
    <span className="ml-auto shrink-0 tabular-nums">
      {judged === null ? null : (
        <>
          <span className="judged-value">{judged.text}</span>
          <span className="text-xs text-muted"> {judged.kind}</span>
        </>
      )}
      <span className={judged === null ? 'text-xs text-muted' : 'sr-only'}> {VERDICT_WORDS[verdict]}</span>
    </span>
  </h3>
)

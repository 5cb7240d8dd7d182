'use client'

import Link from 'next/link'
import { useMemo } from 'react'
import { PlotOverlay } from '@/components/charts/plot-overlay'
import { stepCountOf, type TimeAxis } from '@/components/charts/plot-time'
import { StripTimes } from '@/components/charts/strip-times'
import { useView } from '@/components/ui/view'
import type { CorrelatedPair, CorrelationsAnswer } from '@/lib/contract/correlations'
import { toSearch } from '@/lib/contract/view-state'
import { coefficientText, describePair, lagText, tracePath } from './prepare-pairs'

/** The target at the top, and under it on the same axis what moves with it, the target behind each as a thin line. */
export const PairCharts = ({ answer }: { answer: CorrelationsAnswer }) => {
  const [{ zone }] = useView()
  const { window, stepMs, target, pairs } = answer
  const axis = useMemo((): TimeAxis => ({ window, stepMs }), [window, stepMs])
  const targetPath = useMemo(() => tracePath(target.values), [target.values])
  return (
    <div className="pairs">
      <div className="pair" data-kind="target">
        <PairName nodeId={target.node} name={target.name} title={titleOf(answer.metric)} />
        <div className="pair-plot">
          <Trace axis={axis} path={targetPath} />
          <PlotOverlay
            axis={axis}
            zone={zone}
            label={`${target.name} ${answer.metric.title}`}
            describe={(step) => describePair(answer, null, step, zone)}
          />
        </div>
        <p className="pair-figures text-muted">compared with</p>
      </div>
      {pairs.map((pair) => (
        <Pair
          key={`${String(pair.node)} ${pair.metric}`}
          answer={answer}
          pair={pair}
          axis={axis}
          targetPath={targetPath}
        />
      ))}
      <div className="pair-times">
        <StripTimes axis={axis} zone={zone} />
      </div>
    </div>
  )
}

const titleOf = ({ resourceTitle, title }: { resourceTitle: string; title: string }): string =>
  `${resourceTitle} · ${title}`

interface PairProps {
  answer: CorrelationsAnswer
  pair: CorrelatedPair
  axis: TimeAxis
  targetPath: string
}

const Pair = ({ answer, pair, axis, targetPath }: PairProps) => {
  const [{ zone }] = useView()
  const path = useMemo(() => tracePath(pair.values), [pair.values])
  return (
    <div className="pair">
      <PairName nodeId={pair.node} name={pair.name} title={titleOf(pair)} />
      <div className="pair-plot">
        <Trace axis={axis} path={path} behind={targetPath} />
        <PlotOverlay
          axis={axis}
          zone={zone}
          label={`${pair.name} ${pair.title}`}
          describe={(step) => describePair(answer, pair, step, zone)}
        />
      </div>
      <p className="pair-figures">
        <span className="pair-coefficient">{coefficientText(pair.coefficient)}</span>
        <span className="text-muted">{lagText(pair.lagSeconds)}</span>
      </p>
    </div>
  )
}

const PairName = ({ nodeId, name, title }: { nodeId: number; name: string; title: string }) => {
  const [{ from, to, zone }] = useView()
  return (
    <p className="pair-name">
      <Link className="link" href={`/nodes/${String(nodeId)}${toSearch({ from, to, zone })}`}>
        {name}
      </Link>
      <span title={title}>{title}</span>
    </p>
  )
}

const Trace = ({ axis, path, behind }: { axis: TimeAxis; path: string; behind?: string }) => (
  <svg
    className="pair-trace"
    viewBox={`0 0 ${String(stepCountOf(axis))} 1`}
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    {behind === undefined ? null : (
      <path className="pair-behind" d={behind} vectorEffect="non-scaling-stroke" />
    )}
    <path d={path} vectorEffect="non-scaling-stroke" />
  </svg>
)

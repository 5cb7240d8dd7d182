'use client'

import Link from 'next/link'
import { useState } from 'react'
import { CodeBlock } from '@/components/ui/code-block'
import { formatCount, formatCounted } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import type { CoverageAnswer } from '@/lib/contract/coverage'
import { toSearch } from '@/lib/contract/view-state'
import { prepareHoles, SENDER_TITLES, type Hole } from './prepare-coverage'

const FIRST_NODES = 20

export const HolePanel = ({ answer }: { answer: CoverageAnswer }) => {
  const [view] = useView()
  const metric = answer.metrics.find(({ id }) => id === view.metric)
  if (metric === undefined)
    return (
      <p className="panel p-4 text-sm">Choose a metric to see which nodes lack it and what switches it on.</p>
    )
  const holes = prepareHoles(answer, metric.id)
  return (
    <section className="panel grid content-start gap-4 p-4" aria-labelledby="holes-title">
      <div>
        <h2 id="holes-title" className="text-base font-semibold">
          {metric.resourceTitle}: {metric.title}
        </h2>
        <p className="text-xs break-all text-muted">{metric.id}</p>
      </div>
      {holes.length === 0 ? (
        <p className="text-sm">
          {metric.measured === 0
            ? 'It applies to none of these nodes.'
            : `Measured on all ${formatCount(metric.measured)} nodes to which it applies.`}
        </p>
      ) : (
        holes.map((hole) => <HoleOfSender key={`${metric.id} ${hole.sender}`} hole={hole} />)
      )}
      <Link className="link text-sm" href={`/metric${toSearch(view)}`}>
        Heat map of this metric
      </Link>
    </section>
  )
}

const HoleOfSender = ({ hole: { sender, fix, nodes } }: { hole: Hole }) => {
  const [view] = useView()
  const [isWhole, setWhole] = useState(false)
  const shown = isWhole ? nodes : nodes.slice(0, FIRST_NODES)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2 border-t border-line pt-3">
      <h3 className="text-sm font-semibold">
        Not on {formatCounted(nodes.length, 'node')} with {SENDER_TITLES[sender]}
      </h3>
      <p className="max-w-[70ch] text-sm">{fix.text}</p>
      {fix.code === null ? null : <CodeBlock title="Switch" code={fix.code} />}
      <p className="text-xs text-muted">Source: {fix.source}</p>
      <ul className="flex flex-wrap gap-1.5 text-xs" aria-label={`Nodes with ${SENDER_TITLES[sender]}`}>
        {shown.map(({ id, name, cluster }) => (
          <li key={id}>
            <Link className="label-chip hover:text-accent" href={`/nodes/${String(id)}${toSearch(view)}`}>
              {name}
              {cluster === '' ? null : <span className="text-muted"> {cluster}</span>}
            </Link>
          </li>
        ))}
      </ul>
      {shown.length === nodes.length ? null : (
        <p className="text-xs text-muted">
          {formatCount(shown.length)} of {formatCount(nodes.length)} shown.{' '}
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              setWhole(true)
            }}
          >
            Show all
          </button>
        </p>
      )}
    </div>
  )
}

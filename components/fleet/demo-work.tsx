'use client'

import type { DemoAnswer } from '@/lib/contract/demo'

const TITLES = {
  loading: { sending: 'Sending a week of samples', rolling: 'Rolling them up' },
  removing: { sending: 'Removing the demo fleet', rolling: 'Removing the demo fleet' },
} as const

/** How far a made-up fleet is on its way. */
export const DemoWork = ({ work }: { work: NonNullable<DemoAnswer['work']> }) => {
  const title = TITLES[work.kind][work.stage]
  const percent = Math.floor(work.part * 100)
  return (
    <div className="demo-work">
      <span id="demo-work-title">
        {title}
        {work.kind === 'loading' ? <span className="text-muted"> · {percent} %</span> : '…'}
      </span>
      {work.kind === 'loading' ? (
        <progress className="demo-progress" max={100} value={percent} aria-labelledby="demo-work-title" />
      ) : null}
    </div>
  )
}

'use client'

import { formatCount } from '@/lib/core/format-value'
import { SetupSnippets } from '@/components/ui/setup-snippets'
import { DemoOffer } from './demo-offer'

export const EmptyFleet = () => (
  <section className="mx-auto grid w-full max-w-7xl gap-4 p-4 sm:p-8" aria-labelledby="connect">
    <h1 id="connect" className="text-2xl font-semibold tracking-tight">
      Nobody sends samples yet
    </h1>
    <p className="max-w-prose text-muted">
      As soon as one sender does, its nodes stand here with the utilization, saturation and errors of every
      resource, the worst first. Pick one of the four ways below.
    </p>
    <p role="status" className="flex items-center gap-2 text-sm">
      <span className="live-dot pulse" aria-hidden="true" />
      Waiting for the first sample. This page looks every 3 seconds.
    </p>
    <DemoOffer />
    <SetupSnippets />
  </section>
)

export const NoMatch = ({ known, onClear }: { known: number; onClear: () => void }) => (
  <section className="panel mx-auto my-8 grid max-w-xl gap-3 p-6">
    <h2 className="text-lg font-semibold">No node fits the filter</h2>
    <p className="text-muted">0 of {formatCount(known)} nodes shown.</p>
    <button type="button" className="button-primary justify-self-start" onClick={onClear}>
      Clear the filter
    </button>
  </section>
)

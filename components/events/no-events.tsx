'use client'

import Link from 'next/link'
import { CodeBlock } from '@/components/ui/code-block'
import { useView } from '@/components/ui/view'

const EXAMPLE =
  '{ "startMs": 1767571200000, "node": "db-1", "source": "ci", "kind": "deploy", "name": "api", "text": "api 4.2" }'

/** Nobody has sent any, ever. */
export const NoEventsYet = () => (
  <section className="panel mx-4 grid max-w-3xl gap-2 p-4">
    <h2 className="font-semibold">Nobody sends events yet</h2>
    <p className="text-muted">
      The own collector tells boots, package actions, runs of timers and cron, kills for memory, and other
      kernels or drivers by itself. Deploys and whatever else may explain a chart can be sent too:
    </p>
    <CodeBlock title="POST /api/v1/events" code={EXAMPLE} />
    <p>
      <Link className="link" href="/collectors">
        Who sends what, and how to connect a sender
      </Link>
    </p>
  </section>
)

/** There are some, but not of this question. */
export const NoEventFits = () => {
  const [{ filter, text, source, kind }, setView] = useView()
  const isNarrowed = [filter, text, source, kind].some((part) => part !== '')
  return (
    <section className="panel mx-4 grid max-w-xl gap-3 p-4">
      <p>
        {isNarrowed ? 'No event in this window fits what was asked for.' : 'No event in this window.'}{' '}
        <span className="text-muted">A longer window may hold some.</span>
      </p>
      {isNarrowed ? (
        <button
          type="button"
          className="button-primary justify-self-start"
          onClick={() => {
            setView({ filter: '', text: '', source: '', kind: '' })
          }}
        >
          All events of the window
        </button>
      ) : null}
    </section>
  )
}

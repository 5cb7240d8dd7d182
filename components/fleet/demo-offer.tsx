'use client'

import { useQuery } from '@tanstack/react-query'
import { DemoWork } from './demo-work'
import { demoQuery, useDemoCommand } from './demo-queries'

/** For those who want to look before they connect anything; nothing where it is switched off. */
export const DemoOffer = () => {
  const { data: demo } = useQuery(demoQuery())
  const { mutate, isPending, error } = useDemoCommand('POST')
  if (demo === undefined || demo === null) return null
  const problem = demo.problem ?? error?.message ?? null
  return (
    <section className="panel demo-offer" aria-labelledby="demo-offer">
      <div className="grid gap-1">
        <h2 id="demo-offer" className="font-semibold">
          Just looking?
        </h2>
        <p className="text-sm text-muted">
          40 made-up nodes over seven days, with an incident to find: every morning some of them stumble. It
          takes about a minute, and one click removes it again.
        </p>
      </div>
      {demo.work === null ? (
        <button
          type="button"
          className="button-primary"
          disabled={isPending}
          onClick={() => {
            mutate()
          }}
        >
          Show a demo fleet
        </button>
      ) : (
        <div role="status">
          <DemoWork work={demo.work} />
        </div>
      )}
      {problem === null ? null : (
        <p role="alert" className="demo-problem">
          The demo fleet could not be loaded: {problem}
        </p>
      )}
    </section>
  )
}

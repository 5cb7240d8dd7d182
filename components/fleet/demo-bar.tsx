'use client'

import { useQuery } from '@tanstack/react-query'
import { formatCount } from '@/components/ui/format-value'
import { DemoWork } from './demo-work'
import { demoQuery, useDemoCommand } from './demo-queries'

/** Says that what is shown is made up, for as long as it is. */
export const DemoBar = () => {
  const { data: demo } = useQuery(demoQuery())
  const { mutate, isPending } = useDemoCommand('DELETE')
  if (demo === undefined || demo === null) return null
  const { nodes, work, problem } = demo
  if (nodes === 0 && work === null) return null
  return (
    <section className="demo-bar" aria-label="Demo fleet">
      {work === null ? (
        <>
          <p>
            <strong>This is a demo fleet.</strong> {formatCount(nodes)} made-up nodes, all in clusters named
            demo:…
          </p>
          <button
            type="button"
            className="control"
            disabled={isPending}
            onClick={() => {
              mutate()
            }}
          >
            Remove the demo fleet
          </button>
          {problem === null ? null : <p role="alert">It could not be removed: {problem}</p>}
        </>
      ) : (
        <div role="status">
          <DemoWork work={work} />
        </div>
      )}
    </section>
  )
}

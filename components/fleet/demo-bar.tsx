'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { formatCount } from '@/lib/core/format-value'
import { useNowMs } from '@/components/ui/now'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import { DemoWork } from './demo-work'
import { demoQuery, useDemoCommand } from './demo-queries'
import { prepareDemoEnd } from './prepare-demo-end'

/** Says that what is shown is made up, for as long as it is. */
export const DemoBar = () => {
  const { data: demo } = useQuery(demoQuery())
  const { mutate, isPending } = useDemoCommand('DELETE')
  if (demo === undefined || demo === null) return null
  const { nodes, endMs, work, problem } = demo
  if (nodes === 0 && work === null) return null
  return (
    <section className="demo-bar" aria-label="Demo fleet">
      {work === null ? (
        <>
          <p>
            <strong>This is a demo fleet.</strong> {formatCount(nodes)} made-up nodes, all in clusters named
            demo:…
            <DemoEnd endMs={endMs} />
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

/** Minutes after it was loaded nothing of it is of now any more, so it is said where to look. */
const DemoEnd = ({ endMs }: { endMs: number | null }) => {
  const [view] = useView()
  const nowMs = useNowMs()
  const end = prepareDemoEnd(endMs, nowMs, view)
  if (end === null) return null
  return (
    <>
      {' · '}
      {end.text}{' '}
      {end.window === null ? null : (
        <Link className="link" href={`/${toSearch({ ...view, ...end.window })}`}>
          Look at its last hour
        </Link>
      )}
    </>
  )
}

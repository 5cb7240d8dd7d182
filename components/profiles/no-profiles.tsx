'use client'

import { useView } from '@/components/ui/view'

/** Nobody has sent any that is still kept. */
export const NoProfilesYet = () => (
  <section className="panel grid max-w-3xl gap-2 p-4">
    <h2 className="font-semibold">Nobody sends profiles yet</h2>
    <p className="text-muted">
      A profile says which functions the processors of a node spend their time in. With some of them from
      before, one of an incident names what changed.
    </p>
  </section>
)

/** There are some, but not of this question. */
export const NoProfileFits = () => {
  const [{ filter, node, service }, setView] = useView()
  const isNarrowed = [filter, node, service].some((part) => part !== '')
  return (
    <section className="panel grid max-w-xl gap-3 p-4">
      <p>
        {isNarrowed ? 'No profile in this window fits what was asked for.' : 'No profile in this window.'}{' '}
        <span className="text-muted">A longer window may hold some.</span>
      </p>
      {isNarrowed ? (
        <button
          type="button"
          className="button-primary justify-self-start"
          onClick={() => {
            setView({ filter: '', node: '', service: '' })
          }}
        >
          All profiles of the window
        </button>
      ) : null}
    </section>
  )
}

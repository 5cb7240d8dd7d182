'use client'

import { DraftField } from '@/components/ui/draft-field'
import { useView } from '@/components/ui/view'
import { AGAINST } from '@/lib/contract/view-choices'
import { AGAINST_TITLES } from './against'

/** What the window is compared with. */
export const AgainstChoice = () => {
  const [view, setView] = useView()
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="text-xs">
        <span className="sr-only">What it is compared with</span>
        <select
          className="control"
          value={view.against}
          onChange={(event) => {
            const against = AGAINST.find((choice) => choice === event.target.value)
            if (against !== undefined) setView({ against })
          }}
        >
          {AGAINST.map((against) => (
            <option key={against} value={against}>
              {AGAINST_TITLES[against]}
            </option>
          ))}
        </select>
      </label>
      {view.against === 'nodes' ? (
        <DraftField
          label="Labels of the other nodes"
          value={view.againstFilter}
          placeholder="role=web,zone!=a"
          suggestions={[]}
          className="w-44"
          onValue={(againstFilter) => {
            setView({ againstFilter })
          }}
        />
      ) : null}
      {view.against === 'window' ? <OtherWindow /> : null}
    </div>
  )
}

const OtherWindow = () => {
  const [view, setView] = useView()
  return (
    <>
      <DraftField
        label="Begin of the other window"
        value={view.baselineFrom}
        placeholder="From: now-25h"
        suggestions={['now-2h', 'now-25h', 'now-169h']}
        className="w-40"
        onValue={(baselineFrom) => {
          setView({ baselineFrom })
        }}
      />
      <DraftField
        label="End of the other window"
        value={view.baselineTo}
        placeholder="To: now-24h"
        suggestions={['now-1h', 'now-24h', 'now-168h']}
        className="w-40"
        onValue={(baselineTo) => {
          setView({ baselineTo })
        }}
      />
    </>
  )
}

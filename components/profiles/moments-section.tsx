'use client'

import { useQuery } from '@tanstack/react-query'
import { formatDateTime } from '@/components/ui/format-time'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { TimedProfile } from '@/lib/contract/profiles'
import { formatCount, formatCounted } from '@/lib/core/format-value'
import { MomentMap } from './moment-map'
import { parsePart, printPart } from './prepare-moments'
import { profileMomentsQuery } from './queries'

/** When samples were taken, of a profile that tells it: bursts shorter than a second show. */
export const MomentsSection = ({ timed }: { timed: readonly TimedProfile[] }) => {
  const [view] = useView()
  const part = parsePart(view.part)
  const { data: answer, error, refetch } = useQuery(profileMomentsQuery(view.profile, part))
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="moments-title">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <h2 id="moments-title" className="font-semibold">
          Within the seconds of one profile
        </h2>
        <ProfileChoice timed={timed} />
      </div>
      {view.profile === '' ? (
        <p className="text-sm text-muted">
          {formatCounted(timed.length, 'profile tells', 'profiles tell')} when each sample was taken: choose
          one to see bursts shorter than a second.
        </p>
      ) : error !== null ? (
        <ProblemPanel
          title="The moments cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      ) : answer === undefined ? (
        <div role="status" className="skeleton h-40">
          <span className="sr-only">Loading the moments</span>
        </div>
      ) : (
        <ChosenMoments answer={answer} part={part} />
      )}
    </section>
  )
}

const ChosenMoments = ({ answer, part }: Pick<Parameters<typeof MomentMap>[0], 'answer' | 'part'>) => {
  const [, setView] = useView()
  return (
    <>
      <MomentMap
        answer={answer}
        part={part}
        onPart={(chosen) => {
          setView({ part: chosen === null ? '' : printPart(chosen), zoom: '' })
        }}
      />
      <p className="text-xs text-muted">
        A column is a second, from its begin at the bottom to its end at the top; {String(answer.seconds)}{' '}
        seconds from left to right.
      </p>
      {part === null ? null : (
        <button
          type="button"
          className="button-quiet justify-self-start"
          onClick={() => {
            setView({ part: '' })
          }}
        >
          Show all profiles again
        </button>
      )}
    </>
  )
}

const titleOf = ({ node, service, momentCount }: TimedProfile): string =>
  [node?.name ?? service, `${formatCount(momentCount)} samples`].join(', ')

const ProfileChoice = ({ timed }: { timed: readonly TimedProfile[] }) => {
  const [view, setView] = useView()
  const isListed = timed.some(({ id }) => String(id) === view.profile)
  return (
    <label className="text-xs">
      <span className="sr-only">Profile</span>
      <select
        className="control max-w-full"
        value={view.profile}
        onChange={(event) => {
          setView({ profile: event.target.value, part: '' })
        }}
      >
        <option value="">Choose a profile</option>
        {isListed || view.profile === '' ? null : (
          <option value={view.profile}>{`Profile ${view.profile}`}</option>
        )}
        {timed.map((profile) => (
          <option key={profile.id} value={String(profile.id)}>
            {formatDateTime(profile.startedMs, view.zone)} · {titleOf(profile)}
          </option>
        ))}
      </select>
    </label>
  )
}

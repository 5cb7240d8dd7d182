'use client'

import { useQuery } from '@tanstack/react-query'
import { formatRange } from '@/components/ui/format-time'
import { PageFrame, PageSkeleton } from '@/components/ui/page-frame'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { ProfilesAnswer } from '@/lib/contract/profiles'
import { againstName } from './against'
import { FlameSection } from './flame-section'
import { FrameTable } from './frame-table'
import { KindChoice } from './kind-choice'
import { MomentsSection } from './moments-section'
import { NoProfileFits, NoProfilesYet } from './no-profiles'
import { parsePart, secondsText } from './prepare-moments'
import { prepareFrames } from './prepare-frames'
import { findingOf, summaryOf } from './prepare-summary'
import { ProfiledList } from './profiled-list'
import { ProfilesFields } from './profiles-fields'
import { profileMomentsQuery, profilesQuery } from './queries'
import { RulesPanel } from './rules-panel'
import { UploadPanel } from './upload-panel'

export const ProfilesPage = () => {
  const [view] = useView()
  const { data: answer, error, refetch } = useQuery(profilesQuery(view))
  return (
    <PageFrame title="Profiles" fields={<ProfilesFields answer={answer} error={error} />}>
      {error !== null ? (
        <ProblemPanel
          title="The profiles cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      ) : answer === undefined ? (
        <PageSkeleton label="Merging the profiles" blocks={['h-10', 'h-96']} />
      ) : answer.isAnyKnown ? (
        <ProfilesBody answer={answer} />
      ) : (
        <div className="page-body">
          <NoProfilesYet />
          <UploadPanel isOpen />
          <RulesPanel isOpen />
        </div>
      )}
    </PageFrame>
  )
}

const ProfilesBody = ({ answer }: { answer: ProfilesAnswer }) => (
  <div className="profiles-columns">
    {answer.profiled.length === 0 ? null : <ProfiledList answer={answer} />}
    <div className="grid min-w-0 content-start gap-6">
      {answer.merged === null ? (
        <>
          <NoProfileFits />
          <Further answer={answer} />
        </>
      ) : (
        <Merged answer={answer} />
      )}
    </div>
  </div>
)

const Further = ({ answer: { timed } }: { answer: ProfilesAnswer }) => (
  <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-6">
    {timed.length === 0 ? null : <MomentsSection timed={timed} />}
    <RulesPanel isOpen={false} />
    <UploadPanel isOpen={false} />
  </div>
)

/** All profiles together, or the part of one that was chosen. */
const Merged = ({ answer }: { answer: ProfilesAnswer }) => {
  const [view] = useView()
  const part = view.profile === '' ? null : parsePart(view.part)
  const moments = useQuery({ ...profileMomentsQuery(view.profile, part), enabled: part !== null }).data
  const chosen = part === null || moments === undefined || moments.flame === null ? null : moments
  const kind = chosen?.kind ?? answer.kind
  const measured = chosen ?? answer
  const finding = findingOf(prepareFrames(measured, ''))
  const title = titleOf(answer, view.node, view.service)
  const summary =
    chosen === null || part === null
      ? summaryOf(answer, againstName(view), view.zone)
      : `${secondsText(part.fromMs)} to ${secondsText(part.toMs)} of one profile of ${chosen.profile.node?.name ?? chosen.profile.service}.`
  return (
    <>
      <section aria-label="The answer" className="grid gap-1">
        {finding === null ? null : <p className="page-headline">{finding}</p>}
        <div className="flex flex-wrap items-center gap-3">
          <p role="status" className="page-further">
            {summary}
          </p>
          <KindChoice kinds={answer.kinds} kind={answer.kind} />
        </div>
      </section>
      {measured.flame === null ? null : (
        <FlameSection
          flame={measured.flame}
          unit={kind?.unit ?? ''}
          title={[`${title}, ${formatRange(answer.window, 'utc')}`, summary]}
        />
      )}
      <div className="profile-details">
        <FrameTable measured={measured} title={title} />
        <Further answer={answer} />
      </div>
    </>
  )
}

const titleOf = ({ kind }: ProfilesAnswer, node: string, service: string): string =>
  [kind?.type ?? 'profiles', node, service].filter((text) => text !== '').join(' ')

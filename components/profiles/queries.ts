import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { fetchApi } from '@/components/ui/fetch-api'
import { isFixedWindow } from '@/components/ui/prepare-window'
import { profileRulesAnswer } from '@/lib/contract/profile-rules'
import { profileMomentsAnswer, profilesAnswer } from '@/lib/contract/profiles'
import type { ViewState } from '@/lib/contract/view-state'
import { againstParams } from './against'

const REFRESH_MS = 60_000

export const profilesQuery = (view: ViewState) => {
  const { from, to, filter, node, service, profileKind: type } = view
  const against = againstParams(view)
  const path = Object.keys(against).length === 0 ? 'profiles' : 'profiles/diff'
  const asked = { from, to, filter, node, service, type, ...against }
  return queryOptions({
    queryKey: ['profiles', 'merged', asked],
    queryFn: ({ signal }) => fetchApi(profilesAnswer, path, asked, signal),
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS,
    refetchInterval: isFixedWindow(view) ? false : REFRESH_MS,
  })
}

/** A profile never changes. */
export const profileMomentsQuery = (profile: string, part: { fromMs: number; toMs: number } | null) => {
  const asked = { profile, partFrom: part?.fromMs, partTo: part?.toMs }
  return queryOptions({
    queryKey: ['profiles', 'moments', asked],
    queryFn: ({ signal }) => fetchApi(profileMomentsAnswer, 'profiles/moments', asked, signal),
    enabled: profile !== '',
    placeholderData: (previous) => (String(previous?.profile.id) === profile ? previous : undefined),
    staleTime: Infinity,
  })
}

export const PROFILE_RULES_KEY = ['profiles', 'rules']

export const profileRulesQuery = () =>
  queryOptions({
    queryKey: PROFILE_RULES_KEY,
    queryFn: ({ signal }) => fetchApi(profileRulesAnswer, 'profiles/rules', {}, signal),
  })

import { profileMomentsParams } from '@/lib/contract/profiles'
import { answer } from '@/lib/http/answer'
import { getProfileMoments } from '@/lib/queries/get-profiles'

export const GET = answer(profileMomentsParams, getProfileMoments)

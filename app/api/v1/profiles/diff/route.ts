import { profilesDiffParams } from '@/lib/contract/profiles'
import { answer } from '@/lib/http/answer'
import { getProfilesDiff } from '@/lib/queries/get-profiles'

export const GET = answer(profilesDiffParams, getProfilesDiff)

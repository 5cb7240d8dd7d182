import { profilesParams } from '@/lib/contract/profiles'
import { answer } from '@/lib/http/answer'
import { getProfiles } from '@/lib/queries/get-profiles'

/** They are sent to the same path, which the server answers before Next. */
export const GET = answer(profilesParams, getProfiles)

import { observerEffectsParams } from '@/lib/contract/observer-effects'
import { answer } from '@/lib/http/answer'
import { getObserverEffects } from '@/lib/queries/observer/get-observer-effects'

export const GET = answer(observerEffectsParams, getObserverEffects)

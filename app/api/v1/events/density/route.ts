import { eventDensityParams } from '@/lib/contract/events'
import { answer } from '@/lib/http/answer'
import { getEventDensity } from '@/lib/queries/get-event-density'

export const GET = answer(eventDensityParams, getEventDensity)

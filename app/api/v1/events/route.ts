import { eventsParams } from '@/lib/contract/events'
import { answer } from '@/lib/http/answer'
import { getEvents } from '@/lib/queries/get-events'

/** They are sent to the same path, which the server answers before Next. */
export const GET = answer(eventsParams, getEvents)

import { clockBandParams } from '@/lib/contract/clock-band'
import { answer } from '@/lib/http/answer'
import { getClockBand } from '@/lib/queries/get-clock'

export const GET = answer(clockBandParams, getClockBand)

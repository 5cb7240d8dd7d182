import { clockDaysParams } from '@/lib/contract/clock-days'
import { answer } from '@/lib/http/answer'
import { getClockDays } from '@/lib/queries/get-clock'

export const GET = answer(clockDaysParams, getClockDays)

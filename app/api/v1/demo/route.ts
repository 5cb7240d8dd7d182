import { getDemo, removeDemo, startDemo } from '@/lib/commands/demo'
import { demoParams } from '@/lib/contract/demo'
import { answer } from '@/lib/http/answer'

export const GET = answer(demoParams, getDemo)
export const POST = answer(demoParams, startDemo)
export const DELETE = answer(demoParams, removeDemo)

import { cellParams } from '@/lib/contract/cell'
import { answer } from '@/lib/http/answer'
import { getCell } from '@/lib/queries/get-cell'

export const GET = answer(cellParams, getCell)

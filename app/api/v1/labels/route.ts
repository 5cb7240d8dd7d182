import { labelsParams } from '@/lib/contract/labels'
import { answer } from '@/lib/http/answer'
import { getLabels } from '@/lib/queries/get-labels'

export const GET = answer(labelsParams, getLabels)

import { fleetMapParams } from '@/lib/contract/fleet-map'
import { answer } from '@/lib/http/answer'
import { getFleetMap } from '@/lib/queries/get-fleet-map'

export const GET = answer(fleetMapParams, getFleetMap)

import { fleetParams } from '@/lib/contract/fleet'
import { answer } from '@/lib/http/answer'
import { getFleetGrid } from '@/lib/queries/get-fleet-grid'

export const GET = answer(fleetParams, getFleetGrid)

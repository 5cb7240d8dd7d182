import { changeIncident, forgetIncident, markIncident } from '@/lib/commands/incident'
import {
  forgetIncidentParams,
  incidentChange,
  incidentInput,
  incidentsParams,
} from '@/lib/contract/incidents'
import { answer } from '@/lib/http/answer'
import { command } from '@/lib/http/command'
import { getIncidents } from '@/lib/queries/get-incidents'

export const GET = answer(incidentsParams, getIncidents)
export const POST = command(incidentInput, markIncident)
export const PATCH = command(incidentChange, changeIncident)
export const DELETE = command(forgetIncidentParams, forgetIncident)

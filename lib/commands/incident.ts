import type {
  ForgetIncidentParams,
  IncidentAnswer,
  IncidentChange,
  IncidentInput,
} from '../contract/incidents'
import type { Incident } from '../core/incidents/incident'
import { getStore } from '../store/db'
import { deleteIncident, insertIncident, updateIncident } from '../store/incidents'

interface CommandContext {
  nowMs: number
}

const toAnswer = (incident: Incident): IncidentAnswer => ({ ...incident, signature: [...incident.signature] })

/** Marks a window as an incident, which is open until somebody closes it. */
export const markIncident = (input: IncidentInput, { nowMs }: CommandContext): Promise<IncidentAnswer> =>
  insertIncident(getStore(), { ...input, changedMs: nowMs }).then(toAnswer)

/** Names, notes, closes or opens it again. */
export const changeIncident = (
  { id, title, note, isClosed }: IncidentChange,
  { nowMs }: CommandContext,
): Promise<IncidentAnswer> =>
  updateIncident(getStore(), { id, title, note, isClosed, changedMs: nowMs }).then(toAnswer)

/** As if nobody had marked it. */
export const forgetIncident = async ({ id }: ForgetIncidentParams): Promise<{ forgotten: number }> => ({
  forgotten: await deleteIncident(getStore(), id),
})

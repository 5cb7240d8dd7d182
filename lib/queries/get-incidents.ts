import type { IncidentsAnswer } from '../contract/incidents'
import { getStore } from '../store/db'
import { readIncidents } from '../store/incidents'

/** Made anew each time, because whoever marks one wants to see it at once. */
export const getIncidents = async (): Promise<IncidentsAnswer> => ({
  incidents: (await readIncidents(getStore())).map((one) => ({ ...one, signature: [...one.signature] })),
})

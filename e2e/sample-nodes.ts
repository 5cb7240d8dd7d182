import type { APIRequestContext } from '@playwright/test'
import { expect } from '@playwright/test'

export type Values = Record<string, number | Record<string, number>>

export interface SampleNode {
  name: string
  values: Values
  labels?: Record<string, string>
  facts?: Record<string, string>
  /** Minutes before now that have a sample; by default the last six. */
  minutesAgo?: readonly number[]
}

const MINUTE_MS = 60_000
const LAST_SIX = [6, 5, 4, 3, 2, 1, 0]

const toBody = ({ name, values, labels, facts, minutesAgo = LAST_SIX }: SampleNode, nowMs: number) => ({
  node: { name, ...(labels ? { labels } : {}), ...(facts ? { facts } : {}) },
  samples: minutesAgo.map((minutes) => ({ timestampMs: nowMs - minutes * MINUTE_MS, values })),
})

/** Sends as any script would, and waits until the fleet answers with every one of the nodes. */
export const sendNodes = async (request: APIRequestContext, nodes: readonly SampleNode[]): Promise<void> => {
  const nowMs = Date.now()
  const response = await request.post('/api/v1/samples', { data: nodes.map((node) => toBody(node, nowMs)) })
  expect(response.status(), await response.text()).toBe(200)
  await expect
    .poll(async () => measuredNames(request), { timeout: 20_000 })
    .toEqual(expect.arrayContaining(nodes.map(({ name }) => name)))
}

/** The fleet page with one node only: what other journeys left there would push it off the screen. */
export const fleetOf = (name: string): string =>
  `/?filter=${encodeURIComponent(`name=${JSON.stringify(name)}`)}`

interface FleetAnswer {
  nodes: { name: string; cells: Record<string, Record<string, { verdict: string }>> }[]
}

const measuredNames = async (request: APIRequestContext): Promise<string[]> => {
  const response = await request.get('/api/v1/fleet?from=now-15m')
  const { nodes } = (await response.json()) as FleetAnswer
  const isMeasured = (cells: FleetAnswer['nodes'][number]['cells']) =>
    Object.values(cells).some((aspects) =>
      Object.values(aspects).some(({ verdict }) => verdict === 'ok' || verdict === 'bad'),
    )
  return nodes.filter(({ cells }) => isMeasured(cells)).map(({ name }) => name)
}

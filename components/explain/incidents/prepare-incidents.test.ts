import { expect, it } from 'vitest'
import type { IncidentAnswer } from '@/lib/contract/incidents'
import { DEFAULT_VIEW } from '@/lib/contract/view-state'
import { sampleExplanation } from '../test-explanation'
import { incidentOf, markedTitle, prepareIncidents } from './prepare-incidents'

const incident = (id: number, closedMs: number | null): IncidentAnswer => ({
  id,
  cluster: '',
  fromMs: Date.UTC(2026, 0, 5, 6),
  toMs: Date.UTC(2026, 0, 5, 7),
  title: `incident ${String(id)}`,
  note: '',
  signature: [],
  closedMs,
  changedMs: 0,
})

it('open incidents come first, and what is cut is said', () => {
  const closed = Array.from({ length: 30 }, (_, at) => incident(at + 1, 1))
  const { listed, shown } = prepareIncidents([...closed, incident(99, null)], DEFAULT_VIEW)
  expect(listed[0]).toMatchObject({ isOpen: true, incident: { id: 99 } })
  expect(listed).toHaveLength(25)
  expect(shown).toContain('25 of 31 shown')
  expect(listed[0]?.href).toContain('from=2026-01-05T06%3A00%3A00.000Z')
})

it('a marked window is known by what rose in it', () => {
  const signature = [{ metric: 'disk.utilization.busy', rise: 0.9 }]
  const answer = sampleExplanation({ signature })
  expect(incidentOf(answer, 'disks')).toMatchObject({ ...answer.window, title: 'disks', signature })
})

it('a window of demonstration fleets is marked as theirs, so that it goes with them', () => {
  expect(incidentOf(sampleExplanation({ markedFor: 'demo:' }), 'a').cluster).toBe('demo:')
})

it('a window that is marked already is told by its title, and no other is', () => {
  const { fromMs, toMs } = incident(1, null)
  const [window, later] = [
    { fromMs, toMs },
    { fromMs, toMs: toMs + 1 },
  ]
  const marked = (cluster: string) => [{ ...incident(1, null), cluster }]
  expect(markedTitle(marked(''), { window, markedFor: '' })).toBe('incident 1')
  expect(markedTitle(marked(''), { window: later, markedFor: '' })).toBeNull()
  expect(markedTitle(marked('a'), { window, markedFor: '' })).toBeNull()
  expect(markedTitle(marked('demo:'), { window, markedFor: 'demo:' })).toBe('incident 1')
})

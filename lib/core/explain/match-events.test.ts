import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../times'
import { matchEvents, type ExplainedEvent } from './match-events'

const ONSETS = new Map([0, 1, 2].map((node) => [node, HOUR_MS]))
const OCCASION = { onsets: ONSETS, nodeCount: 40, fromMs: 0, toMs: 3 * HOUR_MS, stepMs: 5 * MINUTE_MS }

const found = (node: number, atMs: number): ExplainedEvent => ({
  source: 'profile-rule',
  name: 'htab_map_update_elem',
  atMs,
  node,
  isFinding: true,
})

describe('what was found by looking at the nodes', () => {
  it('belongs to an explanation at any time while it lasts, however often it was found', () => {
    const late = [0, 1, 2].flatMap((node) => [
      found(node, HOUR_MS + 50 * MINUTE_MS),
      found(node, HOUR_MS + 30 * MINUTE_MS),
    ])
    const [match] = matchEvents(late, OCCASION)
    expect(match).toMatchObject({ name: 'htab_map_update_elem', matched: 3, of: 3, leadMs: -30 * MINUTE_MS })
    expect(
      matchEvents(
        late.map((event) => ({ ...event, isFinding: false })),
        OCCASION,
      ),
    ).toEqual([])
  })

  it('does not where it is found of every node', () => {
    const everywhere = Array.from({ length: 40 }, (_, node) => found(node, HOUR_MS + 30 * MINUTE_MS))
    expect(matchEvents(everywhere, OCCASION)).toEqual([])
  })
})

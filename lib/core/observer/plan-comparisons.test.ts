import { describe, expect, it } from 'vitest'
import type { NodeHistory } from '../fleet-history'
import { HOUR_MS } from '../times'
import { planChanges, planGroups } from './plan-comparisons'

const AT_MS = 100 * HOUR_MS
const WINDOW = { fromMs: AT_MS - HOUR_MS, toMs: AT_MS + 3 * HOUR_MS }
const ALWAYS = { fromMs: -Infinity, toMs: Infinity }

const node = (role: string, changesAtMs: number | null, value = '1'): NodeHistory => ({
  name: role,
  facts: [
    { fact: 'role', value: role, ...ALWAYS },
    ...(changesAtMs === null
      ? [{ fact: 'agent_version', value, ...ALWAYS }]
      : [
          { fact: 'agent_version', value, fromMs: -Infinity, toMs: changesAtMs },
          { fact: 'agent_version', value: '2', fromMs: changesAtMs, toMs: Infinity },
        ]),
  ],
})
const many = (count: number, one: NodeHistory) => Array.from({ length: count }, () => one)

describe('what is compared', () => {
  it('are the nodes that changed with those of their role that did not', () => {
    const nodes = [
      ...many(3, node('proxy', AT_MS)),
      ...many(4, node('proxy', null)),
      ...many(5, node('db', null)),
    ]
    const { plans } = planChanges(nodes, WINDOW, WINDOW.toMs, 4)
    expect(plans).toMatchObject([
      {
        kind: 'change',
        ...{ from: '1', to: '2', refusal: null, isMatched: true },
        groups: { changed: [0, 1, 2], others: [3, 4, 5, 6] },
      },
    ])
    expect(plans[0]?.times?.after.fromMs).toBe(AT_MS + HOUR_MS / 12)
  })

  it('is refused where too few changed, where all did, and while it is too soon', () => {
    const refusals = (nodes: NodeHistory[], asOfMs: number) =>
      planChanges(nodes, WINDOW, asOfMs, 4).plans.map(({ refusal }) => refusal)
    expect(refusals([node('a', AT_MS), ...many(9, node('a', null))], WINDOW.toMs)).toEqual(['few-changed'])
    expect(refusals(many(9, node('a', AT_MS)), WINDOW.toMs)).toEqual(['few-others'])
    expect(refusals([...many(3, node('a', AT_MS)), ...many(3, node('a', null))], AT_MS + 60_000)).toEqual([
      'too-soon',
    ])
  })

  it('are whole waves; small ones are counted where there are others', () => {
    const late = node('a', AT_MS + 2.5 * HOUR_MS)
    const nodes = [...many(3, node('a', AT_MS)), late, ...many(3, node('a', null))]
    expect(planChanges(nodes, WINDOW, WINDOW.toMs, 4)).toMatchObject({ plans: [{}], smallWaves: 1 })
    expect(planChanges(many(3, node('a', null)), WINDOW, WINDOW.toMs, 4)).toEqual({
      plans: [],
      smallWaves: 0,
    })
  })

  it('are groups that always were different, against the commonest', () => {
    const nodes = [...many(5, node('a', null)), ...many(3, node('a', null, '7')), node('a', null, '8')]
    expect(planGroups(nodes, WINDOW, 4)).toMatchObject([
      { kind: 'groups', from: '1', to: '7', groups: { changed: [5, 6, 7], others: [0, 1, 2, 3, 4] } },
    ])
    expect(planGroups([...many(5, node('a', null)), ...many(3, node('a', AT_MS))], WINDOW, 4)).toEqual([])
  })
})

import type { NodeFact } from '../contract/node'
import type { FactObservation } from '../store/facts'
import { groupBy } from '../core/group-by'

/** Each fact once with its present value; `observations` are ordered by time within a fact. */
export const toFactHistories = (observations: readonly FactObservation[]): NodeFact[] => {
  const byFact = groupBy(observations, ({ device, name }) => `${name} ${device}`)
  return [...byFact.values()].flatMap((ofFact) => {
    const current = ofFact.at(-1)
    if (current === undefined) return []
    const history = ofFact
      .slice(0, -1)
      .reverse()
      .map(({ value, observedMs }) => ({ value, observedMs }))
    return [
      {
        device: current.device,
        name: current.name,
        value: current.value,
        sinceMs: current.observedMs,
        history,
      },
    ]
  })
}

import type { ResourceId } from '../checklist/types'

/** What the names of facts say that have to do with a resource. */
const RELATED: readonly (readonly [ResourceId, RegExp])[] = [
  ['network', /driver|nic|network|firmware|mtu|offload/],
  ['disk', /disk|nvme|storage|volume|filesystem|raid|scheduler/],
  ['cpu', /cpu|microcode|governor|mitigation/],
  ['memory', /memory|swap|hugepage|numa/],
]

export const hasToDoWith = (fact: string, resource: string): boolean =>
  RELATED.some(([of, names]) => of === resource && names.test(fact))

/**
 * In nats by fact, what chance is given for the number of tries: half of the credit goes to facts that have to do with
 * the resource, which are few, and half to all.
 */
export const creditsOf = (tried: readonly string[], resource: string): ((fact: string) => number) => {
  const related = tried.filter((fact) => hasToDoWith(fact, resource)).length
  const halves = related === 0 ? 1 : 2
  return (fact) => Math.log(Math.max(1, halves * (hasToDoWith(fact, resource) ? related : tried.length)))
}

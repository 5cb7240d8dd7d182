import { RESOURCES, type ResourceId } from '../core/checklist/types'

/** What a node can be picked by: its verdict while it is heard, or its silence. */
export const NODE_MARKS = ['bad', 'warn', 'ok', 'unmeasured', 'stale', 'gone'] as const
export type NodeMark = (typeof NODE_MARKS)[number]

/** `critical` shows the nodes of the critical path alone. */
export const NODE_CHOICES = ['all', 'critical'] as const
export type NodeChoice = (typeof NODE_CHOICES)[number]

export const MAX_PINS = 20
const NODE_ID = /^[1-9]\d{0,8}$/

const itemsIn = (text: string): string[] => {
  const items = text.split(',').map((item) => item.trim())
  return [...new Set(items)].filter((item) => item !== '')
}

/** The items of a list that the choice knows, in the order of the choice. */
const chosenIn = <T extends string>(text: string, choice: readonly T[]): T[] => {
  const items = new Set(itemsIn(text))
  return choice.filter((item) => items.has(item))
}

/** None stands for all. */
export const resourcesIn = (text: string): ResourceId[] => chosenIn(text, RESOURCES)
export const marksIn = (text: string): NodeMark[] => chosenIn(text, NODE_MARKS)
export const pinsIn = (text: string): number[] =>
  itemsIn(text)
    .filter((item) => NODE_ID.test(item))
    .slice(0, MAX_PINS)
    .map(Number)

/** The one spelling of a list; null where an item of it means nothing. */
const canonicalList =
  (known: (text: string) => readonly (string | number)[]) =>
  (text: string): string | null => {
    const kept = known(text)
    return kept.length === itemsIn(text).length ? kept.join(',') : null
  }

export const canonicalResources = canonicalList(resourcesIn)
export const canonicalMarks = canonicalList(marksIn)
export const canonicalPins = canonicalList(pinsIn)

/** The list with the item taken out, or put at its end. */
export const toggleItem = <T>(items: readonly T[], item: T): T[] =>
  items.includes(item) ? items.filter((other) => other !== item) : [...items, item]

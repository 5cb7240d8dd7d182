import { BUILT_IN_RULES } from './built-in-rules'
import type { ProfileRule } from './profile-rules'

export interface ToldRule extends ProfileRule {
  isMuted: boolean
}

/** All that are to be heard of: what is built in, unless somebody muted it, and what people wrote. */
export const activeRules = (told: readonly ToldRule[]): ProfileRule[] => {
  const muted = new Set(told.flatMap(({ id, isMuted }) => (isMuted ? [id] : [])))
  const builtIn = new Set(BUILT_IN_RULES.map(({ id }) => id))
  const written = told.filter(({ id }) => !builtIn.has(id))
  return [...BUILT_IN_RULES, ...written].filter(({ id }) => !muted.has(id))
}

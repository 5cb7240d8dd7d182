import type { ProfileRuleAnswer, ProfileRulesAnswer } from '../contract/profile-rules'
import { BUILT_IN_RULES } from '../core/profiles/built-in-rules'
import { getStore } from '../store/db'
import { readProfileRules } from '../store/profile-rules'

/** Made anew each time, because whoever writes one wants to see it at once. */
export const getProfileRules = async (): Promise<ProfileRulesAnswer> => {
  const told = await readProfileRules(getStore())
  const builtIn = BUILT_IN_RULES.map((rule): ProfileRuleAnswer => {
    const isMuted = told.some(({ id, isMuted: muted }) => id === rule.id && muted)
    return { ...rule, isMuted, isBuiltIn: true }
  })
  const names = new Set(BUILT_IN_RULES.map(({ id }) => id))
  const written = told.filter(({ id }) => !names.has(id))
  return {
    rules: [
      ...written.map(({ changedMs: _, ...rule }) => ({ ...rule, isBuiltIn: false, source: null })),
      ...builtIn,
    ],
  }
}

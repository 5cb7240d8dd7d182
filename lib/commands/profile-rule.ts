import type { ForgetProfileRuleParams, ProfileRuleInput } from '../contract/profile-rules'
import { InvalidInputError } from '../core/errors'
import { BUILT_IN_RULES } from '../core/profiles/built-in-rules'
import { compileFrameSearch } from '../core/profiles/frame-search'
import { getStore } from '../store/db'
import { deleteProfileRule, writeProfileRule } from '../store/profile-rules'

interface CommandContext {
  nowMs: number
}

/** Writes a rule for the profiles to come, or mutes one; saying it twice changes nothing more. */
export const keepProfileRule = async (
  input: ProfileRuleInput,
  { nowMs }: CommandContext,
): Promise<ProfileRuleInput> => {
  const builtIn = BUILT_IN_RULES.find(({ id }) => id === input.id)
  if (builtIn === undefined && input.id.startsWith('builtin:'))
    throw new InvalidInputError(`there is no built-in rule ${input.id}`, { reason: 'profile_rule' })
  compileFrameSearch(input.pattern)
  const { pattern, leastShare, reason } = builtIn ?? input
  const rule = { id: input.id, pattern, leastShare, reason, isMuted: input.isMuted }
  await writeProfileRule(getStore(), { ...rule, changedMs: nowMs })
  return rule
}

/** One that is built in is heard of again. */
export const forgetProfileRule = async ({ id }: ForgetProfileRuleParams): Promise<{ forgotten: number }> => ({
  forgotten: await deleteProfileRule(getStore(), id),
})

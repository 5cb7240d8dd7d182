import { z } from 'zod'

const id = z.string().min(1).max(100)

export const profileRuleInput = z.object({
  id,
  /** A regular expression, looked for in the names of functions. */
  pattern: z.string().trim().min(1).max(150),
  /** Of all samples, from which on it is an event. */
  leastShare: z.number().gt(0).max(1),
  /** What it means. */
  reason: z.string().trim().max(300),
  isMuted: z.boolean(),
})
export type ProfileRuleInput = z.infer<typeof profileRuleInput>

export const forgetProfileRuleParams = z.object({ id })
export type ForgetProfileRuleParams = z.infer<typeof forgetProfileRuleParams>

export const profileRulesParams = z.object({})

const rule = profileRuleInput.extend({
  isBuiltIn: z.boolean(),
  /** Where the reason is explained; null where somebody wrote the rule. */
  source: z.string().nullable(),
})
export type ProfileRuleAnswer = z.infer<typeof rule>

export const profileRulesAnswer = z.object({
  /** What people wrote first. */
  rules: z.array(rule),
})
export type ProfileRulesAnswer = z.infer<typeof profileRulesAnswer>

import { forgetProfileRule, keepProfileRule } from '@/lib/commands/profile-rule'
import { forgetProfileRuleParams, profileRuleInput, profileRulesParams } from '@/lib/contract/profile-rules'
import { answer } from '@/lib/http/answer'
import { command } from '@/lib/http/command'
import { getProfileRules } from '@/lib/queries/get-profile-rules'

export const GET = answer(profileRulesParams, getProfileRules)
export const PUT = command(profileRuleInput, keepProfileRule)
export const DELETE = command(forgetProfileRuleParams, forgetProfileRule)

import { InvalidInputError } from '@/lib/core/errors'
import type { ProfileRule } from '@/lib/core/profiles/profile-rules'
import type { Store } from './db'
import type { Reader } from './reader'
import { execute, query } from './sql'

export interface ProfileRuleRow extends ProfileRule {
  isMuted: boolean
  changedMs: number
}

/** Each profile is compared with all of them. */
const MOST_RULES = 100

const READ = `
  SELECT id, pattern, least_share AS "leastShare", reason, is_muted AS "isMuted", changed_ms AS "changedMs"
  FROM profile_rule ORDER BY changed_ms DESC, id`

/** The newest first. */
export const readProfileRules = (reader: Reader): Promise<ProfileRuleRow[]> =>
  query<ProfileRuleRow>(reader, READ)

const WRITE = `
  INSERT INTO profile_rule (id, pattern, least_share, reason, is_muted, changed_ms)
  SELECT $1, $2, $3, $4, $5, $6
  WHERE EXISTS (SELECT FROM profile_rule WHERE id = $1) OR (SELECT count(*) FROM profile_rule) < ${String(MOST_RULES)}
  ON CONFLICT (id) DO UPDATE SET pattern = excluded.pattern, least_share = excluded.least_share,
    reason = excluded.reason, is_muted = excluded.is_muted, changed_ms = excluded.changed_ms`

/** The last word holds. */
export async function writeProfileRule(store: Store, rule: ProfileRuleRow): Promise<void> {
  const { id, pattern, leastShare, reason, isMuted, changedMs } = rule
  const written = await execute(store, WRITE, [id, pattern, leastShare, reason, isMuted, changedMs])
  if (written > 0) return
  throw new InvalidInputError(`there are ${String(MOST_RULES)} rules already: remove some of them`, {
    reason: 'profile_rule_cap',
  })
}

/** One that is not there is gone already. */
export const deleteProfileRule = (store: Store, id: string): Promise<number> =>
  execute(store, 'DELETE FROM profile_rule WHERE id = $1', [id])

import type { FleetEvent } from '@/lib/core/event'
import { plainFrame } from '@/lib/core/profiles/frame-name'
import { RULE_SOURCE, type RuleMatch } from '@/lib/core/profiles/profile-rules'
import { shareText } from '@/lib/core/profiles/share-text'
import type { NewEvent } from '@/lib/store/events'
import type { ProfileFacts } from '@/lib/store/profiles'
import { contentHash } from '../events/decode-events'

/** What happened, as far as a profile tells it: a function took more than it should. */
export const ruleEvents = (profile: ProfileFacts, matches: readonly RuleMatch[]): NewEvent[] =>
  matches.map((match) => {
    const event = toEvent(profile, match)
    return { ...event, contentHash: contentHash(event) }
  })

const toEvent = (
  { startedMs, endedMs, cluster, node, service, type }: ProfileFacts,
  { rule, share, frame, frameShare }: RuleMatch,
): FleetEvent => {
  const whose = [node, service].filter((name) => name !== null && name !== '').join(', ')
  return {
    startMs: startedMs,
    endMs: endedMs,
    cluster,
    node,
    source: RULE_SOURCE,
    kind: 'frame share',
    name: plainFrame(frame).slice(0, 200),
    text: `${shareText(share)} of ${type} on ${whose} in ${plainFrame(frame)} (limit ${shareText(rule.leastShare)}): ${rule.reason}`,
    attributes: {
      frame,
      frameShare: rounded(frameShare),
      limit: rule.leastShare,
      pattern: rule.pattern,
      rule: rule.id,
      service,
      share: rounded(share),
    },
  }
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000

'use client'

import { useQuery } from '@tanstack/react-query'
import Link from 'next/link'
import { DataTable, type TableColumn } from '@/components/ui/data-table'
import { ProblemPanel } from '@/components/ui/problem-panel'
import { useView } from '@/components/ui/view'
import type { ProfileRuleAnswer, ProfileRuleInput } from '@/lib/contract/profile-rules'
import { toSearch } from '@/lib/contract/view-state'
import { RULE_SOURCE } from '@/lib/core/profiles/profile-rules'
import { shareText } from '@/lib/core/profiles/share-text'
import { profileRulesQuery } from './queries'
import { RuleForm } from './rule-form'
import { useSayRule } from './say-rule'

/** What makes a profile an event, so that the second time is found without looking. */
export const RulesPanel = ({ isOpen }: { isOpen: boolean }) => {
  const [view] = useView()
  const { data: answer, error, refetch } = useQuery(profileRulesQuery())
  return (
    <details className="profiles-more" open={isOpen}>
      <summary>
        <h2 id="rules-title">Rules</h2>{' '}
        <span className="text-muted">{answer === undefined ? '' : heardText(answer.rules)}</span>
      </summary>
      <p className="text-sm text-muted">
        Each profile that comes in is compared with these. When a function takes its share, that is an event
        of the node:{' '}
        <Link
          className="link"
          href={`/events${toSearch({ ...view, source: RULE_SOURCE, kind: '', text: '', event: '' })}`}
        >
          events of the rules
        </Link>
        , and it stands among what may explain an incident.
      </p>
      <RuleForm />
      {error !== null ? (
        <ProblemPanel
          title="The rules cannot be shown"
          error={error}
          onRetry={() => {
            void refetch()
          }}
        />
      ) : answer === undefined ? (
        <div className="skeleton h-40" />
      ) : (
        <RuleTable rules={answer.rules} />
      )}
    </details>
  )
}

const heardText = (rules: readonly ProfileRuleAnswer[]): string => {
  const muted = rules.filter(({ isMuted }) => isMuted).length
  const own = rules.filter(({ isBuiltIn }) => !isBuiltIn).length
  const parts = [`${String(rules.length - own)} built in`, `${String(own)} of your own`]
  return `when a function takes too large a share, that is an event: ${parts.join(', ')}${muted === 0 ? '' : `, ${String(muted)} muted`}`
}

const COLUMNS: readonly TableColumn<ProfileRuleAnswer>[] = [
  { title: 'Functions', cell: ({ pattern }) => <code className="rule-pattern">{pattern}</code> },
  { title: 'From', isNumber: true, cell: ({ leastShare }) => shareText(leastShare) },
  { title: 'What it means', className: 'rule-reason', cell: (rule) => <Reason rule={rule} /> },
  {
    title: 'Change',
    heading: <span className="sr-only">Change</span>,
    className: 'whitespace-nowrap',
    cell: (rule) => (
      <>
        <MuteButton rule={rule} />
        {rule.isBuiltIn ? null : <RemoveButton rule={rule} />}
      </>
    ),
  },
]

const RuleTable = ({ rules }: { rules: readonly ProfileRuleAnswer[] }) => (
  <DataTable
    label="Table of rules"
    size="text-sm"
    columns={COLUMNS}
    rows={rules}
    keyOf={({ id }) => id}
    markOf={({ isMuted }) => (isMuted ? 'muted' : undefined)}
  />
)

const Reason = ({ rule: { reason, source } }: { rule: ProfileRuleAnswer }) => (
  <>
    {reason}
    {source === null ? null : (
      <>
        {' '}
        <a className="link" href={source} target="_blank" rel="noreferrer">
          Why<span className="sr-only"> {reason}</span>
        </a>
      </>
    )}
  </>
)

const inputOf = ({ id, pattern, leastShare, reason, isMuted }: ProfileRuleAnswer): ProfileRuleInput => ({
  id,
  pattern,
  leastShare,
  reason,
  isMuted,
})

const MuteButton = ({ rule }: { rule: ProfileRuleAnswer }) => {
  const { say, isPending } = useSayRule()
  const input = inputOf(rule)
  const title = rule.isMuted ? 'Heard of again' : 'Muted'
  return (
    <button
      type="button"
      className="button-quiet"
      disabled={isPending}
      onClick={() => {
        say({ input: { ...input, isMuted: !rule.isMuted } }, title, { input })
      }}
    >
      {rule.isMuted ? 'Unmute' : 'Mute'}
      <span className="sr-only"> {rule.pattern}</span>
    </button>
  )
}

const RemoveButton = ({ rule }: { rule: ProfileRuleAnswer }) => {
  const { say, isPending } = useSayRule()
  return (
    <button
      type="button"
      className="button-quiet"
      disabled={isPending}
      onClick={() => {
        say({ forget: rule.id }, 'The rule is removed', { input: inputOf(rule) })
      }}
    >
      Remove<span className="sr-only"> {rule.pattern}</span>
    </button>
  )
}

'use client'

import Link from 'next/link'
import { formatDateTime } from '@/components/ui/format-time'
import { VerdictMark } from '@/components/ui/verdict-mark'
import { useView } from '@/components/ui/view'
import type { ObserverComparison, ObserverEffect } from '@/lib/contract/observer-effects'
import { EffectChart, EffectKey } from './effect-chart'
import { comparisonLinks, judgeEffect, prepareEffectChart, sortEffects } from './prepare-effects'

const MOST_NAMES = 6

/** One sentence for each thing that nodes observed otherwise do more or less of, with both groups over time. */
export const ComparisonPanel = ({ comparison }: { comparison: ObserverComparison }) => {
  const { effects, refusal, kind } = comparison
  return (
    <article className="panel comparison">
      <header className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h3 className="font-semibold break-words">{comparison.name}</h3>
        <span className="text-sm text-muted">
          <When comparison={comparison} />
        </span>
        {effects.length === 0 ? null : <EffectKey isChange={kind === 'change'} />}
      </header>
      {refusal === null ? null : <p className="text-sm">{refusal}</p>}
      {refusal === null && effects.length === 0 ? (
        <p className="text-sm">Too few of these nodes measure system time, or how long anything waits.</p>
      ) : null}
      <div className="effect-list">
        {sortEffects(effects).map((effect) => (
          <Effect key={effect.id} effect={effect} comparison={comparison} />
        ))}
      </div>
      <Links comparison={comparison} />
    </article>
  )
}

const When = ({ comparison: { changedAt, isMatched } }: { comparison: ObserverComparison }) => {
  const [{ zone }] = useView()
  const matched = isMatched ? 'matched by role' : 'of all roles'
  if (changedAt === null) return <>a comparison of groups, not of a change; {matched}</>
  const { fromMs, toMs } = changedAt
  const until = toMs - fromMs < 60_000 ? '' : ` to ${formatDateTime(toMs, zone)}`
  return (
    <>
      changed {formatDateTime(fromMs, zone)}
      {until}; {matched}
    </>
  )
}

const Effect = ({ effect, comparison }: { effect: ObserverEffect; comparison: ObserverComparison }) => {
  const [{ zone }] = useView()
  const { sentence, doubt, leftOut } = effect
  const verdict = judgeEffect(effect)
  return (
    <div className="effect">
      <div className="grid content-start gap-1">
        <p className="flex gap-2">
          <span className="pt-1">
            <VerdictMark verdict={verdict} />
          </span>
          <span className={verdict === 'warn' ? 'font-medium' : 'text-muted'}>{sentence}</span>
        </p>
        {doubt === null ? null : <p className="text-xs text-muted">{doubt}</p>}
        {leftOut === 0 ? null : (
          <p className="text-xs text-muted">
            {leftOut === 1 ? '1 node was' : `${String(leftOut)} nodes were`} left out: not measured all the
            time, or alone in its role.
          </p>
        )}
      </div>
      <EffectChart chart={prepareEffectChart(effect, comparison)} zone={zone} />
    </div>
  )
}

const Links = ({ comparison }: { comparison: ObserverComparison }) => {
  const [view] = useView()
  const { nodes, changed } = comparison
  const links = comparisonLinks(comparison, view)
  return (
    <footer className="flex flex-wrap items-baseline gap-x-4 gap-y-1 text-sm">
      <Link className="link" href={links.explain}>
        Explain what followed
      </Link>
      <Link className="link" href={links.profiles}>
        Profiles of these nodes against the others
      </Link>
      <span className="text-muted">
        {nodes.slice(0, MOST_NAMES).map(({ id, name }, at) => (
          <span key={id}>
            {at === 0 ? '' : ', '}
            <Link className="link" href={links.nodeHref(id)}>
              {name}
            </Link>
          </span>
        ))}
        {changed > MOST_NAMES ? ` and ${String(changed - MOST_NAMES)} more` : ''}
      </span>
    </footer>
  )
}

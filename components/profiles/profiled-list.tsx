'use client'

import Link from 'next/link'
import { useView } from '@/components/ui/view'
import type { Profiled, ProfilesAnswer } from '@/lib/contract/profiles'
import { toSearch } from '@/lib/contract/view-state'
import { formatCount } from '@/lib/core/format-value'

const keyOf = ({ cluster, node, service, type, unit }: Profiled): string =>
  [cluster, node?.name ?? '', service, type, unit].join('\n')

const FIRST_ROWS = 40

/** Of whom there are profiles in the window; a press shows those of one. */
export const ProfiledList = ({ answer }: { answer: ProfilesAnswer }) => {
  const rows = answer.profiled.slice(0, FIRST_ROWS)
  const of = answer.cut?.of ?? answer.profiled.length
  return (
    <details className="panel profiled" open>
      <summary className="px-3 py-2 text-sm">
        <span className="font-semibold">Profiled</span>{' '}
        <span className="text-muted">
          {rows.length === of ? formatCount(of) : `${formatCount(rows.length)} of ${formatCount(of)} shown`}
        </span>
      </summary>
      <ul>
        {rows.map((profiled) => (
          <li key={keyOf(profiled)}>
            <ProfiledButton profiled={profiled} />
          </li>
        ))}
      </ul>
    </details>
  )
}

const ProfiledButton = ({ profiled }: { profiled: Profiled }) => {
  const [view, setView] = useView()
  const { node, service, type, unit, count, cluster } = profiled
  const name = node?.name ?? ''
  const kind = `${type}/${unit}`
  const isShown =
    (view.node === name || view.node === String(node?.id)) &&
    view.service === service &&
    name + service !== ''
  const nodeId = isShown ? (node?.id ?? null) : null
  return (
    <>
      <button
        type="button"
        className="profiled-button"
        aria-pressed={isShown}
        onClick={() => {
          setView(isShown ? { node: '', service: '' } : { node: name, service, profileKind: kind, zoom: '' })
        }}
      >
        <span className="profiled-name">{name === '' ? service : name}</span>
        <span className="number text-muted">{formatCount(count)}</span>
        <span className="profiled-more text-muted">
          {[name === '' ? '' : service, type, cluster].filter((text) => text !== '').join(' · ')}
        </span>
      </button>
      {nodeId === null ? null : (
        <Link
          className="link block px-3 pb-1.5 text-sm"
          href={`/nodes/${String(nodeId)}${toSearch({ ...view, node: '', service: '' })}`}
        >
          Open {name}
        </Link>
      )}
    </>
  )
}

'use client'

import { useView } from '@/components/ui/view'
import type { ProfileKind } from '@/lib/contract/profiles'
import { kindTitle } from './prepare-summary'

interface KindChoiceProps {
  kinds: readonly ProfileKind[]
  kind: ProfileKind | null
}

const keyOf = ({ type, unit }: ProfileKind): string => `${type}/${unit}`

/** Profiles that count other things are never merged. */
export const KindChoice = ({ kinds, kind }: KindChoiceProps) => {
  const [, setView] = useView()
  if (kinds.length < 2 || kind === null) return null
  return (
    <label className="text-xs">
      <span className="sr-only">What is counted</span>
      <select
        className="control"
        value={keyOf(kind)}
        onChange={(event) => {
          setView({ profileKind: event.target.value, zoom: '' })
        }}
      >
        {kinds.map((choice) => (
          <option key={keyOf(choice)} value={keyOf(choice)}>
            {kindTitle(choice)} · {String(choice.count)}
          </option>
        ))}
      </select>
    </label>
  )
}

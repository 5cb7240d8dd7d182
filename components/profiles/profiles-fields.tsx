'use client'

import { DraftField } from '@/components/ui/draft-field'
import { FilterField } from '@/components/ui/filter/filter-field'
import { useView } from '@/components/ui/view'
import type { ProfilesAnswer } from '@/lib/contract/profiles'
import { AgainstChoice } from './against-choice'

interface ProfilesFieldsProps {
  answer: ProfilesAnswer | undefined
  error: Error | null
}

/** Links lead here by id; people read names. */
const nodeName = (node: string, answer: ProfilesAnswer | undefined): string =>
  answer?.profiled.find((profiled) => String(profiled.node?.id) === node)?.node?.name ?? node

export const ProfilesFields = ({ answer, error }: ProfilesFieldsProps) => {
  const [view, setView] = useView()
  const nodes = new Set(answer?.profiled.flatMap(({ node }) => node?.name ?? []))
  const services = new Set(answer?.profiled.map(({ service }) => service).filter((name) => name !== ''))
  return (
    <>
      <DraftField
        label="Service whose profiles are shown"
        value={view.service}
        placeholder="Service: all"
        suggestions={[...services]}
        className="w-36"
        onValue={(service) => {
          setView({ service })
        }}
      />
      <DraftField
        label="Node whose profiles are shown"
        value={nodeName(view.node, answer)}
        placeholder="Node: all"
        suggestions={[...nodes]}
        className="w-36"
        onValue={(node) => {
          setView({ node })
        }}
      />
      <FilterField error={error} />
      <AgainstChoice />
    </>
  )
}

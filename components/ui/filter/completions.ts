'use client'

import { useQuery } from '@tanstack/react-query'
import { prepareCompletions, typedPartOf, type Completions } from './prepare-completion'
import { labelsQuery } from './labels-query'

const ALL_LABELS = { name: '', text: '', limit: 50 }
const NONE: Completions = { items: [], of: 0 }

/** Of names and of the values that most nodes have; a name with more values is asked for those with the typed text. */
export const useCompletions = (draft: { text: string; caret: number } | null): Completions => {
  const { data: labels } = useQuery(labelsQuery(ALL_LABELS, draft !== null))
  const part = draft === null ? null : typedPartOf(draft.text, draft.caret)
  const known = part?.kind === 'value' ? labels?.names.find(({ name }) => name === part.name) : undefined
  const isCut = known !== undefined && known.values.length < known.of
  const { data: ofName } = useQuery(
    labelsQuery(
      { name: known?.name ?? '', text: part?.text ?? '', limit: 50 },
      isCut && part !== null && part.text !== '',
    ),
  )
  if (draft === null || labels === undefined) return NONE
  const further = ofName?.names.find(({ name }) => name === known?.name)
  const names =
    further === undefined
      ? labels.names
      : labels.names.map((label) => (label.name === further.name ? further : label))
  return prepareCompletions(draft.text, draft.caret, names)
}

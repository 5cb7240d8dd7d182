import { formatCount } from '@/lib/core/format-value'
import type { ResourceAnswer } from '@/lib/contract/checklist-answer'
import { cellSort } from '@/lib/contract/fleet-sort'
import type { LabelName } from '@/lib/contract/labels'
import type { Comparison } from '@/lib/contract/view-choices'
import { ASPECTS } from '@/lib/core/checklist/types'

interface Choice {
  value: string
  title: string
}

export interface ChoiceGroup {
  /** Empty where the choices stand alone. */
  title: string
  choices: Choice[]
}

/** A label with more values than this names nodes rather than groups of them; so does one that has a value for each node. */
const MOST_GROUPS = 200
const FEW_GROUPS = 20

const toChoice = ({ name, of }: LabelName): Choice => ({ value: name, title: `${name} (${formatCount(of)})` })

/** Labels and facts that make groups; the one in force is among them in any case. */
export const prepareGroupChoices = (names: readonly LabelName[], group: string): ChoiceGroup[] => {
  const grouping = names.filter(
    ({ of, nodes }) => of > 0 && (of <= FEW_GROUPS || (of <= MOST_GROUPS && of < nodes)),
  )
  const from = (source: LabelName['source']) =>
    grouping.filter((name) => name.source === source).map((name) => toChoice(name))
  const isListed = group === '' || grouping.some(({ name }) => name === group)
  return [
    { title: '', choices: [{ value: '', title: 'Nothing' }] },
    { title: 'Chosen', choices: isListed ? [] : [{ value: group, title: group }] },
    { title: 'Labels', choices: from('label') },
    { title: 'Facts', choices: from('fact') },
  ].filter(({ choices }) => choices.length > 0)
}

export const prepareSortChoices = (
  resources: readonly ResourceAnswer[],
  compare: Comparison,
): ChoiceGroup[] => [
  {
    title: '',
    choices: [
      { value: 'worst', title: 'Worst first' },
      { value: 'name', title: 'Name' },
      ...(compare === '' ? [] : [{ value: 'change', title: 'Greatest change for the worse' }]),
    ],
  },
  ...resources.map(({ id, title, aspects }) => ({
    title,
    choices: [
      { value: id, title: `${title}, worst first` },
      ...ASPECTS.filter((aspect) => aspects[aspect].metric !== null).map((aspect) => ({
        value: cellSort(id, aspect),
        title: `${title} ${aspect}`,
      })),
    ],
  })),
]

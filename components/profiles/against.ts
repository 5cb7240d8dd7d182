import type { Against } from '@/lib/contract/view-choices'
import type { ViewState } from '@/lib/contract/view-state'

export const AGAINST_TITLES: Record<Against, string> = {
  '': 'Compare with nothing',
  yesterday: 'The same time yesterday',
  week: 'The same time last week',
  window: 'Another window',
  nodes: 'Other nodes',
}

type Asked = Pick<ViewState, 'against' | 'againstFilter' | 'baselineFrom' | 'baselineTo'>

/** What is asked besides; nothing while it is not said yet with which window or nodes. */
export const againstParams = ({
  against,
  againstFilter,
  baselineFrom,
  baselineTo,
}: Asked): Record<string, string> => {
  if (against === 'yesterday' || against === 'week') return { againstBefore: against }
  if (against === 'nodes') return againstFilter === '' ? {} : { againstFilter }
  if (against === 'window' && baselineFrom !== '' && baselineTo !== '')
    return { againstFrom: baselineFrom, againstTo: baselineTo }
  return {}
}

/** As a heading of a column, or in a sentence. */
export const againstName = ({ against, againstFilter }: Asked): string =>
  ({
    '': '',
    yesterday: 'yesterday',
    week: 'a week before',
    window: 'the other window',
    nodes: againstFilter,
  })[against]

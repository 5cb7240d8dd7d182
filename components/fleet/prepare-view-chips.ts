import { marksIn, pinsIn, resourcesIn } from '@/lib/contract/fleet-choice'
import type { Comparison } from '@/lib/contract/view-choices'
import { DEFAULT_VIEW, type ViewState } from '@/lib/contract/view-state'

export interface ViewChip {
  id: string
  text: string
  /** What taking the chip away changes. */
  without: Partial<ViewState>
}

const COMPARED: Record<Comparison, string> = {
  '': '',
  yesterday: 'Change against yesterday',
  week: 'Change against last week',
}

const MARK_WORDS = {
  bad: 'bad',
  warn: 'warning',
  ok: 'ok',
  unmeasured: 'not measured',
  stale: 'stale',
  gone: 'gone',
} as const

const back = <K extends keyof ViewState>(...names: readonly K[]): Partial<ViewState> =>
  Object.fromEntries(names.map((name) => [name, DEFAULT_VIEW[name]]))

/** Everything that makes the page show less, or other, than the whole fleet, worst first. */
export const prepareViewChips = (view: ViewState): ViewChip[] => {
  const pins = pinsIn(view.pins).length
  const marks = marksIn(view.verdict).map((mark) => MARK_WORDS[mark])
  const order = view.sort === 'change' ? ', greatest for the worse first' : ''
  const sortBack = view.sort === 'change' ? back('compare', 'sort') : back('compare')
  const chips: (ViewChip & { isOn: boolean })[] = [
    { id: 'verdict', isOn: marks.length > 0, text: `Only ${marks.join(', ')}`, without: back('verdict') },
    {
      id: 'columns',
      isOn: view.columns !== '',
      text: `Only ${resourcesIn(view.columns).join(', ')}: nothing else is judged`,
      without: back('columns'),
    },
    {
      id: 'critical',
      isOn: view.critical !== '',
      text: `${view.only === 'critical' ? 'Only the critical path' : 'Critical path first'}: ${view.critical}`,
      without: back('critical', 'only'),
    },
    {
      id: 'compare',
      isOn: view.compare !== '',
      text: `${COMPARED[view.compare]}${order}`,
      without: sortBack,
    },
    { id: 'pins', isOn: pins > 0, text: `${String(pins)} pinned`, without: back('pins') },
    { id: 'group', isOn: view.group !== '', text: `By ${view.group}`, without: back('group', 'open') },
  ]
  return chips.filter(({ isOn }) => isOn).map(({ id, text, without }) => ({ id, text, without }))
}

import { parseTimeExpression, resolveTime } from './time-expression'
import { parseViewState, toSearch, VIEW_FIELDS, viewFieldNames, type ViewState } from './view-state'

/** What stood in links once and stands there no more. */
export interface LinkChange {
  formerKey: string
  key: string
  /** Former values and what they are now; what is not listed keeps its spelling. */
  values?: Readonly<Record<string, string>>
}

/** Whoever renames a field of the view, or a value of one, adds a line here; none is ever removed. */
const LINK_CHANGES: readonly LinkChange[] = []

/** The same search in the words of today. A present key wins over a former one. */
export const upgradeSearch = (
  search: URLSearchParams,
  changes: readonly LinkChange[] = LINK_CHANGES,
): URLSearchParams => {
  const upgraded = new URLSearchParams(search)
  for (const { formerKey, key, values = {} } of changes) {
    const former = upgraded.get(formerKey)
    if (former === null || (formerKey !== key && upgraded.has(key))) continue
    upgraded.delete(formerKey)
    upgraded.set(key, Object.hasOwn(values, former) ? (values[former] ?? former) : former)
  }
  return upgraded
}

/** The view with every relative time fixed as it is at the given moment; all else stays. */
export const fixTimes = (view: ViewState, momentMs: number): ViewState => {
  const search = new URLSearchParams(toSearch(view))
  for (const name of viewFieldNames) {
    const { key, isTime } = VIEW_FIELDS[name]
    const expression = isTime === true ? parseTimeExpression(view[name]) : null
    if (expression !== null) search.set(key, String(resolveTime(expression, momentMs)))
  }
  return parseViewState(search)
}

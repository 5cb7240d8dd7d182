import { DEFAULT_VIEW, toSearch, type ViewState } from '@/lib/contract/view-state'

const NODE_PATH = /^\/nodes\/([^/]+)/
/** Pages that show which node they are about. */
const NODE_PAGES = ['/clock', '/correlations', '/explain']

const nodeOn = (path: string, node: string): string => {
  const [, ofPath] = NODE_PATH.exec(path) ?? []
  if (ofPath !== undefined) return decodeURIComponent(ofPath)
  return NODE_PAGES.includes(path) ? node : DEFAULT_VIEW.node
}

/** Where a window is explained, with an eye on the node that the page is about; a baseline is chosen there. */
export const explainHref = (view: ViewState, path: string, change: Partial<ViewState> = {}): string =>
  `/explain${toSearch({
    ...view,
    baselineFrom: DEFAULT_VIEW.baselineFrom,
    baselineTo: DEFAULT_VIEW.baselineTo,
    node: nodeOn(path, view.node),
    ...change,
  })}`

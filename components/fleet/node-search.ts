import { toSearch, type ViewState } from '@/lib/contract/view-state'

/** The part of the URL that links to nodes keep. */
export const nodeSearch = ({ from, to, zone, compare }: ViewState): string =>
  toSearch({ from, to, zone, compare })

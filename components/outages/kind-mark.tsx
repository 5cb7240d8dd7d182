import type { OutageEpisodeAnswer } from '@/lib/contract/outages'

/** Full is the node, the upper half its target side, the lower half its source side, an outline a path, hatching silence alone. */
export const KindMark = ({ kind }: { kind: OutageEpisodeAnswer['kind'] }) => (
  <i className="outage-mark outage-key" data-kind={kind} aria-hidden="true" />
)

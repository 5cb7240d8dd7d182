import type { NodeState } from '@/lib/core/node-state'

const SHAPES: Record<NodeState, string> = {
  fresh: 'M2 5.2 4.2 7.6 8.4 2.6',
  stale: 'M5 1.2a3.8 3.8 0 1 1 0 7.6 3.8 3.8 0 0 1 0-7.6M5 2.8V5l1.6 1',
  gone: 'M1.6 1.6 8.4 8.4M8.4 1.6 1.6 8.4',
}

export const StateMark = ({ state, size = 10 }: { state: NodeState; size?: number }) => (
  <svg
    viewBox="0 0 10 10"
    width={size}
    height={size}
    className="shrink-0 fill-none stroke-current stroke-[1.2]"
    aria-hidden="true"
  >
    <path d={SHAPES[state]} />
  </svg>
)

import { formatDateTime, formatDuration } from '@/components/ui/format-time'
import { StateMark } from '@/components/ui/state-mark'
import type { NodeAnswer } from '@/lib/contract/node'
import type { Zone } from '@/lib/contract/view-choices'
import { NodeLinks } from './node-links'

const lastSample = ({ node, nowMs }: NodeAnswer): string => {
  if (node.lastSampleMs === null) return 'no sample yet'
  const every = node.intervalMs === null ? '' : `, one every ${formatDuration(node.intervalMs)}`
  return `last sample ${formatDuration(nowMs - node.lastSampleMs)} ago${every}`
}

export const NodeHeading = ({ answer, zone }: { answer: NodeAnswer; zone: Zone }) => {
  const { node } = answer
  return (
    <div className="node-heading grid gap-1">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h1 className="text-xl font-semibold tracking-tight break-all">{node.name}</h1>
        <span className="state-badge" data-state={node.state}>
          <StateMark state={node.state} />
          {node.state}
        </span>
        <span className="text-sm text-muted">
          {lastSample(answer)}, first seen {formatDateTime(node.firstSeenMs, zone)}
        </span>
      </div>
      <NodeLinks cluster={node.cluster} name={node.name} />
      <ul aria-label="Labels" className="flex flex-wrap gap-1.5 text-xs">
        {labelsOf(node).map(([label, value]) => (
          <li key={label} className="label-chip">
            <span className="text-muted">{label}=</span>
            {value}
          </li>
        ))}
      </ul>
    </div>
  )
}

const labelsOf = (node: NodeAnswer['node']): [string, string][] =>
  Object.entries({
    ...(node.cluster === '' ? {} : { cluster: node.cluster }),
    instance: node.instance,
    ...node.labels,
  })

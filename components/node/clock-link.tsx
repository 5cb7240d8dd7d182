'use client'

import Link from 'next/link'
import { useView } from '@/components/ui/view'
import { toSearch } from '@/lib/contract/view-state'
import type { MetricId } from '@/lib/core/checklist/types'

interface ClockLinkProps {
  metric: MetricId
  nodeId: number
  label: string
}

/** The same metric of the same node, folded onto the clock. */
export const ClockLink = ({ metric, nodeId, label }: ClockLinkProps) => {
  const [view] = useView()
  return (
    <Link
      className="button-quiet ml-auto"
      href={`/clock${toSearch({ ...view, metric, node: String(nodeId) })}`}
      prefetch={false}
    >
      By time of day<span className="sr-only">: {label}</span>
    </Link>
  )
}

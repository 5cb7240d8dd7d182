'use client'

import { useQuery } from '@tanstack/react-query'
import type { ExplainParams } from '@/lib/contract/explain'
import { formatCounted } from '@/lib/core/format-value'
import { explainProgressQuery } from './queries'

/** How much of the work is done, as whoever does it tells; nothing where that is not known. */
export const ExplainProgress = ({ params }: { params: ExplainParams }) => {
  const { data } = useQuery(explainProgressQuery(params))
  const progress = data?.progress ?? null
  if (progress === null) return null
  const { before, doneShare } = progress
  if (before > 0)
    return (
      <p className="text-sm text-muted">
        Waits for {formatCounted(before, 'other analysis', 'other analyses')}.
      </p>
    )
  const percent = `${String(Math.floor(doneShare * 100))} %`
  return (
    <p className="flex items-center gap-2 text-sm text-muted" aria-live="off">
      <progress className="explain-progress" value={doneShare} max={1} aria-label="Done">
        {percent}
      </progress>
      <span>{percent}</span>
    </p>
  )
}

'use client'

import { isFailure } from './fetch-api'
import { useNowMs } from './now'
import { useOnline } from './online'
import { prepareLiveStatus, type LiveStatus } from './prepare-live-status'
import { isFixedWindow } from './prepare-window'
import { useView } from './view'

export interface LiveAnswer {
  nowMs: number
  asOfMs: number | null
}

interface LiveSource {
  answer: LiveAnswer | undefined
  /** When the answer arrived, by the browser's clock. */
  updatedAtMs: number
  error: Error | null
}

export const useLiveStatus = ({ answer, updatedAtMs, error }: LiveSource): LiveStatus => {
  const nowMs = useNowMs()
  const isOnline = useOnline()
  const [view] = useView()
  return prepareLiveStatus({
    answer: answer ?? null,
    sinceAnswerMs: nowMs === null ? 0 : Math.max(0, nowMs - updatedAtMs),
    isFixedWindow: isFixedWindow(view),
    isOnline,
    isFailing: isFailure(error),
    isRefused: error !== null && !isFailure(error),
  })
}

export const LiveBadge = ({ status }: { status: LiveStatus }) => (
  <span className="live-badge" data-tone={status.tone}>
    <span className="live-dot" aria-hidden="true" />
    <span className="tabular-nums">{status.text}</span>
  </span>
)

/** The server answers, but is behind with what it received. */
export const LiveAlert = ({ status }: { status: LiveStatus }) => (
  <div role="status" aria-live="polite">
    {status.alert === null ? null : (
      <p className="live-alert" data-tone={status.tone}>
        {status.alert}
      </p>
    )}
  </div>
)

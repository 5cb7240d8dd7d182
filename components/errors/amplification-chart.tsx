'use client'

import { useMemo } from 'react'
import { prepareUseChart } from '@/components/charts/prepare-use-chart'
import { UseChartFigure } from '@/components/charts/use-chart-figure'
import { formatDateTime } from '@/components/ui/format-time'
import { PageSection } from '@/components/ui/page-section'
import { useView } from '@/components/ui/view'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { worstAmplification } from './prepare-failures'

/** Attempts for each success: where it climbs, retries make the load that they fail under. */
export const AmplificationChart = ({ answer }: { answer: FailuresAnswer }) => {
  const [{ zone }] = useView()
  const { amplification, window, stepMs, asOfMs, nowMs } = answer
  const chart = useMemo(() => {
    const line = { mean: amplification, min: amplification, max: amplification }
    const input = { line, startMs: window.fromMs, stepMs, unit: 'items' as const, warn: null, bad: null }
    return prepareUseChart({ ...input, asOfMs: asOfMs ?? nowMs })
  }, [amplification, window, stepMs, asOfMs, nowMs])
  const worst = worstAmplification(answer)
  return (
    <PageSection
      title="Attempts for each success"
      note={
        worst === null
          ? 'nobody counts attempts by how they end'
          : `at most ${String(Number(worst.times.toPrecision(3)))}, at ${formatDateTime(worst.atMs, zone)}`
      }
    >
      {worst === null ? null : (
        <UseChartFigure
          chart={chart}
          window={window}
          stepMs={stepMs}
          unit="items"
          zone={zone}
          compared={null}
          label="Attempts for each success"
        />
      )}
    </PageSection>
  )
}

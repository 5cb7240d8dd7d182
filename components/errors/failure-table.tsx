'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import type { FailuresAnswer } from '@/lib/contract/failures'
import { formatCount, formatLong } from '@/lib/core/format-value'
import { FillKey } from './fill-patterns'
import { failureRows, type Stack } from './prepare-failures'

/** What fails how often; the fill is that of the chart. */
export const FailureTable = ({ answer, stack }: { answer: FailuresAnswer; stack: Stack }) => {
  const { by, other, window } = answer
  const seconds = (window.toMs - window.fromMs) / 1000
  return (
    <section aria-labelledby="failures-title" className="grid content-start gap-1">
      <div className="flex flex-wrap items-baseline gap-x-3">
        <h2 id="failures-title" className="font-semibold">
          By {by}
        </h2>
        <span className="text-sm text-muted">
          {other === null
            ? formatCount(stack.parts.length)
            : `${formatCount(answer.series.length)} of ${formatCount(answer.series.length + other.values)} shown, the rest as one`}
        </span>
        <CsvDownload title={`errors by ${by}`} rows={() => failureRows(answer)}>
          CSV
        </CsvDownload>
      </div>
      <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label={`Failures by ${by}`}>
        <table className="data-table text-xs">
          <thead>
            <tr>
              <th scope="col">{by}</th>
              <th scope="col" className="number">
                Failures
              </th>
              <th scope="col" className="number">
                Share
              </th>
              <th scope="col" className="number">
                Mean rate
              </th>
              <th scope="col" className="number">
                Highest
              </th>
            </tr>
          </thead>
          <tbody>
            {stack.parts.map(({ key, fill, name, series }) => (
              <tr key={key}>
                <th scope="row">
                  <span className="flex items-center gap-2">
                    <FillKey fill={fill} />
                    <span className="break-all">{name}</span>
                  </span>
                </th>
                <td className="number">{formatCount(Math.round(series.total))}</td>
                <td className="number">{series.share === null ? '–' : formatLong(series.share, 'ratio')}</td>
                <td className="number">{formatLong(series.total / seconds, 'per_second')}</td>
                <td className="number">
                  {formatLong(
                    (Math.max(0, ...series.counts.map((count) => count ?? 0)) * 1000) / answer.stepMs,
                    'per_second',
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

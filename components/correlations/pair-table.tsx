'use client'

import { CsvDownload } from '@/components/ui/csv-download'
import { formatCount } from '@/lib/core/format-value'
import type { CorrelationsAnswer } from '@/lib/contract/correlations'
import { chanceText, coefficientText, lagText, pairCsvRows } from './prepare-pairs'

/** The same pairs in numbers. */
export const PairTable = ({ answer: { pairs, target } }: { answer: CorrelationsAnswer }) => (
  <details>
    <summary className="text-sm text-muted">The same as a table</summary>
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="What moves with it">
      <table className="data-table text-sm">
        <thead>
          <tr>
            <th scope="col">Node</th>
            <th scope="col">Metric</th>
            <th scope="col" className="number">
              Coefficient
            </th>
            <th scope="col">When</th>
            <th scope="col" className="number">
              Steps
            </th>
            <th scope="col" className="number">
              Worth
            </th>
            <th scope="col" className="number">
              By chance
            </th>
          </tr>
        </thead>
        <tbody>
          {pairs.map((pair) => (
            <tr key={`${String(pair.node)} ${pair.metric}`}>
              <th scope="row">{pair.name}</th>
              <td>
                {pair.resourceTitle} · {pair.title}
              </td>
              <td className="number">{coefficientText(pair.coefficient)}</td>
              <td>{lagText(pair.lagSeconds)}</td>
              <td className="number">{formatCount(pair.n)}</td>
              <td className="number">{formatCount(pair.effectiveN)}</td>
              <td className="number">{chanceText(pair.pValue)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    <p className="text-xs text-muted">
      Worth: how many independent steps so many steps are, because each resembles the one before. By chance:
      how often so strong a coefficient comes up within these lags where nothing is related.
    </p>
    <CsvDownload title={`${target.name} correlations`} rows={() => pairCsvRows(pairs)}>
      CSV<span className="sr-only"> of the correlations</span>
    </CsvDownload>
  </details>
)

'use client'

import { formatCount } from '@/lib/core/format-value'
import { useView } from '@/components/ui/view'
import type { MetricCoverage } from '@/lib/contract/coverage'
import type { CoverageGroup } from './prepare-coverage'

export const CoverageTable = ({ groups }: { groups: readonly CoverageGroup[] }) => (
  <div className="panel overflow-x-auto" tabIndex={0} role="region" aria-label="Coverage of the checklist">
    <table className="data-table text-xs">
      <thead>
        <tr>
          <th scope="col">Metric</th>
          <th scope="col">Aspect</th>
          <th scope="col" className="number">
            Measured
          </th>
          <th scope="col" className="number">
            Not measured
          </th>
          <th scope="col" className="number">
            Not applicable
          </th>
        </tr>
      </thead>
      {groups.map((group) => (
        <ResourceRows key={group.resourceTitle} group={group} />
      ))}
    </table>
  </div>
)

const ResourceRows = ({ group }: { group: CoverageGroup }) => (
  <tbody>
    <tr>
      <th scope="rowgroup" colSpan={5} className="coverage-resource">
        {group.resourceTitle}
      </th>
    </tr>
    {group.metrics.map((metric) => (
      <MetricRow key={metric.id} metric={metric} />
    ))}
    {group.absent.map(({ aspect, reason }) => (
      <tr key={aspect} className="text-muted">
        <td>{reason}</td>
        <td className="capitalize">{aspect}</td>
        <td colSpan={3} className="number">
          does not apply
        </td>
      </tr>
    ))}
  </tbody>
)

const MetricRow = ({ metric }: { metric: MetricCoverage }) => {
  const [view, setView] = useView()
  const isChosen = view.metric === metric.id
  return (
    <tr data-chosen={isChosen} className="coverage-row">
      <th scope="row">
        <button
          type="button"
          aria-pressed={isChosen}
          className="coverage-choice"
          onClick={() => {
            setView({ metric: metric.id })
          }}
        >
          {metric.title}
        </button>
      </th>
      <td className="capitalize text-muted">{metric.aspect}</td>
      <td className="number">
        <CoverageBar metric={metric} />
        <span className="inline-block min-w-9">{formatCount(metric.measured)}</span>
      </td>
      <td className={metric.unmeasured === 0 ? 'number text-muted' : 'number font-semibold'}>
        {formatCount(metric.unmeasured)}
      </td>
      <td className="number text-muted">{formatCount(metric.notApplicable)}</td>
    </tr>
  )
}

const CoverageBar = ({ metric: { measured, unmeasured, notApplicable } }: { metric: MetricCoverage }) => (
  <span className="coverage-bar" aria-hidden="true">
    <span data-part="measured" style={{ flexGrow: measured }} />
    <span data-part="unmeasured" style={{ flexGrow: unmeasured }} />
    <span data-part="absent" style={{ flexGrow: notApplicable }} />
  </span>
)

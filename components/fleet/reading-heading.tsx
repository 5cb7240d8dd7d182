import { formatCount } from '@/lib/core/format-value'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { ResourceId } from '@/lib/core/checklist/types'
import { cellSort, type FleetSort } from '@/lib/contract/fleet-sort'
import type { FleetReadingColumn } from './prepare-fleet-columns'

interface ReadingHeadingProps {
  resource: ResourceId
  title: string
  reading: FleetReadingColumn
  isFirst: boolean
  isCompared: boolean
  sort: FleetSort
  onSort: (sort: FleetSort) => void
}

const hintOf = (title: string, { aspect, headline }: FleetReadingColumn): string =>
  headline.metric === null ? `${title} ${aspect}: does not apply` : `${title} ${aspect}: ${headline.title}`

/** The aspect with its unit, and how many nodes are bad or, if none is, in warning; sorts by what its cells show. */
export const ReadingHeading = (props: ReadingHeadingProps) => {
  const { resource, title, reading, isFirst, isCompared, sort, onSort } = props
  const by = cellSort(resource, reading.aspect)
  const hint = hintOf(title, reading)
  return (
    <th
      scope="col"
      className={isFirst ? 'reading-heading group-start' : 'reading-heading'}
      aria-sort={sort === by ? 'descending' : undefined}
    >
      {reading.width === 'reading' ? (
        <button
          type="button"
          tabIndex={-1}
          className="reading-sort"
          title={`${hint}\nClick: ${isCompared ? 'greatest rise' : 'worst value'} first`}
          onClick={() => {
            onSort(by)
          }}
        >
          <span aria-hidden="true" className="reading-letter">
            {reading.letter}
            <span className="reading-unit">{reading.unitSign}</span>
            {sort === by ? '▾' : null}
          </span>
          <span className="sr-only">{reading.aspect}</span>
          <NodesCount reading={reading} />
        </button>
      ) : (
        <span title={hint}>
          <span aria-hidden="true" className="reading-letter">
            {reading.width === 'sliver' ? '' : reading.letter}
          </span>
          <span className="sr-only">{reading.aspect}</span>
        </span>
      )}
    </th>
  )
}

const NodesCount = ({ reading }: { reading: FleetReadingColumn }) => {
  const { bad, warn } = reading.counts
  const verdict = bad > 0 ? 'bad' : 'warn'
  const count = bad > 0 ? bad : warn
  return count === 0 ? null : (
    <span className="reading-count">
      <VerdictMark verdict={verdict} size={7} />
      {formatCount(count)}
      <span className="sr-only"> {verdict === 'bad' ? 'bad' : 'in warning'}</span>
    </span>
  )
}

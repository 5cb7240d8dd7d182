import { formatCount } from '@/components/ui/format-value'
import { VerdictMark } from '@/components/ui/verdict-mark'
import type { FleetReadingColumn } from './prepare-fleet-columns'

interface ReadingHeadingProps {
  title: string
  reading: FleetReadingColumn
  isFirst: boolean
}

const hintOf = (title: string, { aspect, headline }: FleetReadingColumn): string =>
  headline.metric === null ? `${title} ${aspect}: does not apply` : `${title} ${aspect}: ${headline.title}`

/** The aspect with its unit, and how many nodes are bad or, if none is, in warning. */
export const ReadingHeading = ({ title, reading, isFirst }: ReadingHeadingProps) => (
  <th
    scope="col"
    className={isFirst ? 'reading-heading group-start' : 'reading-heading'}
    title={hintOf(title, reading)}
  >
    <span aria-hidden="true" className="reading-letter">
      {reading.width === 'sliver' ? '' : reading.letter}
      {reading.width === 'reading' ? <span className="reading-unit">{reading.unitSign}</span> : null}
    </span>
    <span className="sr-only">{reading.aspect}</span>
    <NodesCount reading={reading} />
  </th>
)

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

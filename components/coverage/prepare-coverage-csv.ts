import type { CsvCell } from '@/components/ui/download-csv'
import type { CoverageAnswer } from '@/lib/contract/coverage'

const HEADING = ['metric', 'resource', 'aspect', 'title', 'measured', 'not measured', 'not applicable']

/** A row for each metric of the checklist, with numbers of nodes. */
export const prepareCoverageCsv = ({ metrics }: CoverageAnswer): CsvCell[][] => [
  HEADING,
  ...metrics.map(({ id, resourceTitle, aspect, title, measured, unmeasured, notApplicable }) => [
    id,
    resourceTitle,
    aspect,
    title,
    measured,
    unmeasured,
    notApplicable,
  ]),
]

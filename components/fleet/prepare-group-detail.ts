import { formatLong } from '@/lib/core/format-value'
import { describeThresholds } from '@/components/ui/prepare-thresholds'
import { VERDICT_WORDS } from '@/components/ui/verdict-words'
import type { FleetGroup } from '@/lib/contract/fleet'
import type { AspectDetail } from './prepare-cell-detail'
import type { FleetColumn } from './prepare-fleet-columns'
import { describeCounts } from './prepare-group-row'

/** The worst node of a group in each reading of a resource, and how many nodes are how. */
export const prepareGroupDetail = (group: FleetGroup, column: FleetColumn): AspectDetail[] =>
  column.readings.map(({ aspect, headline }) => {
    const cell = group.cells[column.id]?.[aspect]
    if (cell === undefined) {
      const verdict = headline.metric === null ? 'not_applicable' : 'unmeasured'
      const note = headline.metric === null ? (headline.notApplicable ?? '') : headline.whenUnmeasured
      const word = VERDICT_WORDS[verdict]
      return { aspect, headline, verdict, word, title: headline.title, values: [], note }
    }
    const { unit } = headline
    return {
      aspect,
      headline,
      verdict: cell.verdict,
      word: describeCounts(cell.counts),
      title: '',
      values:
        cell.value === null || unit === null
          ? []
          : [{ name: 'worst', text: `${formatLong(cell.value, unit)} on ${cell.node}`, isJudged: true }],
      note: `${headline.title}: ${describeThresholds(headline)}`,
    }
  })

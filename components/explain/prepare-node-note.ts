import type { ExplainAnswer } from '@/lib/contract/explain'
import type { ExplainLine } from './explain-line'

export interface NodeNote {
  sentence: string
  /** What is told of this node alone, the strongest first. */
  lines: ExplainLine[]
}

/** Whether the node that somebody came from is hit by what stands out, and what it did itself. */
export const prepareNodeNote = (
  answer: ExplainAnswer,
  node: string,
  lines: readonly ExplainLine[],
): NodeNote | null => {
  if (node === '' || answer.measured.series === 0) return null
  const isNode = ({ id, name }: { id: number; name: string }) => String(id) === node || name === node
  const own = lines.filter((_, at) => {
    const series = answer.series[at]
    return series !== undefined && isNode(series.node)
  })
  const name = [...answer.affected, ...answer.silent, ...answer.series.map((one) => one.node)].find(
    isNode,
  )?.name
  return { sentence: sentenceOf(answer, name, isNode, own.length), lines: own }
}

const sentenceOf = (
  answer: ExplainAnswer,
  name: string | undefined,
  isNode: (node: { id: number; name: string }) => boolean,
  told: number,
): string => {
  if (name === undefined) return 'The node you came from is not among those that changed most.'
  if (answer.silent.some(isNode)) return `${name} fell silent.`
  if (answer.standsOut && answer.affected.some(isNode))
    return answer.affected.length === 1
      ? `${name} is the one affected node.`
      : `${name} is one of ${String(answer.affected.length)} affected nodes.`
  return told === 0
    ? `${name} is not affected by what stands out.`
    : `${name} is not affected by what stands out; what it did itself is below.`
}

import type { FaultResult } from './fault'

export const isGood = ({ findings }: FaultResult): boolean => findings.every(({ held }) => held)

/** One fault as text: what was done, then each promise with what was seen. */
export function faultText(result: FaultResult): string {
  const took = `${(result.tookMs / 1000).toFixed(0)} s`
  const head = `${result.name} (${took}): ${result.done}`
  if (result.skipped !== null) return `${head}\n  skipped  ${result.skipped}`
  const width = Math.max(...result.findings.map(({ promised }) => promised.length))
  const lines = result.findings.map(
    ({ promised, held, seen }) => `  ${held ? 'pass' : 'FAIL'}  ${promised.padEnd(width)}  ${seen}`,
  )
  return [head, ...lines].join('\n')
}

export function summaryText(results: readonly FaultResult[]): string {
  const findings = results.flatMap((result) => result.findings)
  const held = findings.filter((finding) => finding.held).length
  const skipped = results.filter((result) => result.skipped !== null).length
  const words = [`${String(held)} promises held`, `${String(findings.length - held)} did not`]
  return [...words, ...(skipped > 0 ? [`${String(skipped)} faults skipped`] : [])].join(', ')
}

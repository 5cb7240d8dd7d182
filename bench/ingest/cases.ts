export interface BacklogCase {
  nodes: number
  minutes: number
  samplesPerRequest: number
}

const FULL: readonly BacklogCase[] = [
  { nodes: 300, minutes: 60, samplesPerRequest: 1800 },
  { nodes: 300, minutes: 25, samplesPerRequest: 480 },
  { nodes: 300, minutes: 25, samplesPerRequest: 9000 },
  { nodes: 30, minutes: 60, samplesPerRequest: 1800 },
  { nodes: 3000, minutes: 10, samplesPerRequest: 1800 },
]

const QUICK: readonly BacklogCase[] = [{ nodes: 300, minutes: 60, samplesPerRequest: 1800 }]

export const backlogCases = (isQuick: boolean): readonly BacklogCase[] => (isQuick ? QUICK : FULL)

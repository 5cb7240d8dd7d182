export interface BacklogCase {
  nodes: number
  /** What is sent before counting begins: it makes series known, caches full and code compiled. */
  warmUpMinutes: number
  minutes: number
  samplesPerRequest: number
}

const FULL: readonly BacklogCase[] = [
  { nodes: 300, warmUpMinutes: 30, minutes: 60, samplesPerRequest: 1800 },
  { nodes: 300, warmUpMinutes: 30, minutes: 60, samplesPerRequest: 480 },
  { nodes: 300, warmUpMinutes: 30, minutes: 60, samplesPerRequest: 9000 },
  { nodes: 30, warmUpMinutes: 120, minutes: 120, samplesPerRequest: 1800 },
  { nodes: 3000, warmUpMinutes: 5, minutes: 10, samplesPerRequest: 1800 },
]

const QUICK: readonly BacklogCase[] = [
  { nodes: 300, warmUpMinutes: 15, minutes: 30, samplesPerRequest: 1800 },
]

export const backlogCases = (isQuick: boolean): readonly BacklogCase[] => (isQuick ? QUICK : FULL)

import { progressOfAnalysis } from '../analysis/analyses'
import type { ExplainParams, ExplainProgressAnswer } from '../contract/explain'

/** Told by the thread that makes the answer. */
export const getExplainProgress = (params: ExplainParams): Promise<ExplainProgressAnswer> =>
  Promise.resolve({ progress: progressOfAnalysis('explain', params) })

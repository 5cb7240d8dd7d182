import { z } from 'zod'

export const labelsParams = z.object({
  /** One name alone. */
  name: z.string().max(200).default(''),
  /** Values that hold this text, whatever its case. */
  text: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(1_000).default(50),
})
export type LabelsParams = z.infer<typeof labelsParams>

const labelName = z.object({
  name: z.string(),
  source: z.enum(['label', 'fact']),
  /** Nodes that have it. */
  nodes: z.number(),
  /** Most nodes first, none where the name is asked for by a limit; `of` counts those beyond the cut too. */
  values: z.array(z.object({ value: z.string(), nodes: z.number() })),
  of: z.number(),
})
export type LabelName = z.infer<typeof labelName>

export const labelsAnswer = z.object({
  names: z.array(labelName),
  /** Names there are, also beyond the cut. */
  of: z.number(),
  nodes: z.number(),
})
export type LabelsAnswer = z.infer<typeof labelsAnswer>

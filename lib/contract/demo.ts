import { z } from 'zod'

export const demoParams = z.object({})
export type DemoParams = z.infer<typeof demoParams>

/** A made-up fleet that can be shown where nobody sends yet. */
export const demoAnswer = z.object({
  /** Nodes of made-up fleets that have samples. */
  nodes: z.number(),
  /** When the newest of those samples was taken: a made-up fleet does not go on. */
  endMs: z.number().nullable(),
  work: z
    .object({
      kind: z.enum(['loading', 'removing']),
      stage: z.enum(['sending', 'rolling']),
      /** 0 to 1, of the stage. */
      part: z.number(),
      /** How many nodes are on their way. */
      nodes: z.number(),
    })
    .nullable(),
  /** Why the last work came to nothing. */
  problem: z.string().nullable(),
})
export type DemoAnswer = z.infer<typeof demoAnswer>

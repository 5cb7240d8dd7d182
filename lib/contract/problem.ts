import { z } from 'zod'

/** RFC 9457 problem details. */
export const problem = z.object({
  type: z.string().optional(),
  title: z.string(),
  status: z.number(),
  detail: z.string().optional(),
  reason: z.string().optional(),
})

import { z } from 'zod'
import { InvalidInputError } from '../core/errors'
import type { Window } from '../core/series'
import { parseTimeExpression, resolveTime } from './time-expression'

const MAX_WINDOW_MS = 400 * 86_400_000

export const timeExpression = z
  .string()
  .trim()
  .max(40)
  .refine((text) => parseTimeExpression(text) !== null, {
    message: 'must be epoch milliseconds, ISO 8601 or relative like now-15m',
  })

/** Empty is not given. */
export const optionalTime = z.union([z.literal(''), timeExpression]).default('')

export const windowParams = z.object({
  from: timeExpression.default('now-1h'),
  to: timeExpression.default('now'),
})
export type WindowParams = z.infer<typeof windowParams>

export const windowAnswer = z.object({ fromMs: z.number(), toMs: z.number() })

export const momentMs = (name: string, text: string, nowMs: number): number => {
  const expression = parseTimeExpression(text)
  if (expression === null) throw new InvalidInputError(`${name}: not a time: ${text}`, { reason: 'time' })
  return resolveTime(expression, nowMs)
}

export const resolveWindow = (params: WindowParams, nowMs: number): Window => {
  const window = { fromMs: momentMs('from', params.from, nowMs), toMs: momentMs('to', params.to, nowMs) }
  if (window.fromMs >= window.toMs) {
    throw new InvalidInputError('from must be before to', { reason: 'window' })
  }
  if (window.toMs - window.fromMs > MAX_WINDOW_MS) {
    throw new InvalidInputError('a window spans at most 400 days', { reason: 'window' })
  }
  return window
}

/** Widened to whole steps, so that equal questions within a step are the same question. */
export const snapWindow = (window: Window, stepMs: number): Window => ({
  fromMs: Math.floor(window.fromMs / stepMs) * stepMs,
  toMs: Math.ceil(window.toMs / stepMs) * stepMs,
})

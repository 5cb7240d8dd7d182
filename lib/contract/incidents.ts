import { z } from 'zod'
import { DAY_MS } from '../core/times'

const id = z.number().int().min(1)
/** Later than this is no date (ECMAScript, 21.4.1.1). */
const LATEST_MS = 8.64e15
const momentMs = z.number().int().min(0).max(LATEST_MS)
const MOST_DAYS = 400
const title = z.string().trim().min(1).max(200)
const note = z.string().trim().max(4_000)

/** Which metrics rose, and how far half of their series did. */
export const incidentSignature = z
  .array(z.object({ metric: z.string().min(1).max(200), rise: z.number() }))
  .max(32)

/** A window that somebody marks as an incident. */
export const incidentInput = z
  .object({
    /** Empty is the whole fleet. */
    cluster: z.string().max(200).default(''),
    fromMs: momentMs,
    toMs: momentMs,
    title,
    note: note.default(''),
    signature: incidentSignature.default([]),
  })
  .refine(({ fromMs, toMs }) => fromMs < toMs, { message: 'fromMs must be before toMs', path: ['toMs'] })
  .refine(({ fromMs, toMs }) => toMs - fromMs <= MOST_DAYS * DAY_MS, {
    message: `an incident is at most ${String(MOST_DAYS)} days long`,
    path: ['toMs'],
  })
export type IncidentInput = z.infer<typeof incidentInput>

/** What is not given stays as it is. */
export const incidentChange = z.object({
  id,
  title: title.optional(),
  note: note.optional(),
  isClosed: z.boolean().optional(),
})
export type IncidentChange = z.infer<typeof incidentChange>

export const forgetIncidentParams = z.object({ id })
export type ForgetIncidentParams = z.infer<typeof forgetIncidentParams>

export const incidentAnswer = z.object({
  id,
  cluster: z.string(),
  fromMs: z.number(),
  toMs: z.number(),
  title: z.string(),
  note: z.string(),
  signature: incidentSignature,
  /** Null while it is open. */
  closedMs: z.number().nullable(),
  changedMs: z.number(),
})
export type IncidentAnswer = z.infer<typeof incidentAnswer>

export const incidentsParams = z.object({})

export const incidentsAnswer = z.object({
  /** The latest window first. */
  incidents: z.array(incidentAnswer),
})
export type IncidentsAnswer = z.infer<typeof incidentsAnswer>

import { z } from 'zod'

/** One setting: where it is read from, what it is without, and what it means. */
export interface Setting<Value> {
  env: string
  /** The text a person would write to get the default; null where a value is required. */
  defaultText: string | null
  unit: string
  description: string
  schema: z.ZodType<Value, string>
}

interface Words {
  env: string
  description: string
  unit?: string
}

const TRUE = ['1', 'true', 'yes', 'on']
const FALSE = ['0', 'false', 'no', 'off']

export function wholeNumber(words: Words & { byDefault: number; min: number; max: number }): Setting<number> {
  const { min, max } = words
  const message = `must be a whole number from ${min} to ${max}`
  const schema = z
    .string()
    .regex(/^\d{1,15}$/, message)
    .transform(Number)
    .refine((value) => value >= min && value <= max, message)
  return { ...described(words), defaultText: String(words.byDefault), schema }
}

export function flag(words: Words & { byDefault: boolean }): Setting<boolean> {
  const schema = z
    .string()
    .transform((text) => text.toLowerCase())
    .refine((text) => TRUE.includes(text) || FALSE.includes(text), 'must be true or false')
    .transform((text) => TRUE.includes(text))
  return { ...described(words), unit: 'true or false', defaultText: String(words.byDefault), schema }
}

export function list(words: Words & { byDefault: readonly string[] }): Setting<readonly string[]> {
  const schema = z.string().transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  )
  return { ...described(words), unit: 'comma-separated', defaultText: words.byDefault.join(','), schema }
}

export function text(words: Words & { byDefault: string }): Setting<string> {
  const schema = z.string().min(1, 'must not be empty')
  return { ...described(words), defaultText: words.byDefault, schema }
}

export function oneOf<const Choice extends string>(
  words: Words & { byDefault: Choice; choices: readonly Choice[] },
): Setting<Choice> {
  const message = `must be one of ${words.choices.join(', ')}`
  const schema = z.string().pipe(z.enum(words.choices, { error: message }))
  return { ...described(words), unit: words.choices.join(', '), defaultText: words.byDefault, schema }
}

export function postgresUrl(words: Words): Setting<string> {
  const schema = z
    .string()
    .regex(/^postgres(ql)?:\/\/\S+$/, 'must look like postgresql://user:password@host:5432/database')
  return { ...described(words), defaultText: null, schema }
}

const described = (words: Words) => ({
  env: words.env,
  unit: words.unit ?? '',
  description: words.description,
})

/** Keys that are pressed one after the other, as a keyboard reports them. */
export interface KeyBinding {
  keys: readonly string[]
}

export type KeyMatch<T> = { kind: 'found'; binding: T } | { kind: 'begun' } | { kind: 'none' }

const beginsWith = (keys: readonly string[], pressed: readonly string[]): boolean =>
  pressed.length <= keys.length && pressed.every((key, index) => key === keys[index])

const matchExactly = <T extends KeyBinding>(
  pressed: readonly string[],
  bindings: readonly T[],
): KeyMatch<T> => {
  const fitting = bindings.filter(({ keys }) => keys.length > 0 && beginsWith(keys, pressed))
  const found = fitting.find(({ keys }) => keys.length === pressed.length)
  if (found !== undefined) return { kind: 'found', binding: found }
  return fitting.length > 0 ? { kind: 'begun' } : { kind: 'none' }
}

/** What the newest key means after those before it; where it goes on from nothing, it begins anew. */
export const matchKeys = <T extends KeyBinding>(
  before: readonly string[],
  key: string,
  bindings: readonly T[],
): { match: KeyMatch<T>; pressed: readonly string[] } => {
  const whole = matchExactly([...before, key], bindings)
  const match = whole.kind === 'none' && before.length > 0 ? matchExactly([key], bindings) : whole
  if (match.kind !== 'begun') return { match, pressed: [] }
  return { match, pressed: whole.kind === 'begun' ? [...before, key] : [key] }
}

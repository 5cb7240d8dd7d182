const LONGEST_NAME = 300

/** What a screen or a line of text could not hold, or would show in another order. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu

/** Names come from binaries that anybody may have built: without control characters, and not longer than anybody reads. */
export const frameName = (text: string): string => {
  const printable = text.replace(UNPRINTABLE, ' ').trim()
  return printable.length > LONGEST_NAME ? `${printable.slice(0, LONGEST_NAME - 1)}…` : printable
}

export type FrameKind = 'user' | 'kernel' | 'inlined' | 'compiled'

/** As folded stacks mark where a frame is from. */
const MARKS: Readonly<Record<string, FrameKind>> = { k: 'kernel', i: 'inlined', j: 'compiled' }

const MARK = /_\[([kij])\]$/

export const frameKindOf = (name: string): FrameKind => MARKS[MARK.exec(name)?.[1] ?? ''] ?? 'user'

/** The function alone, as a person or a rule writes it. */
export const plainFrame = (name: string): string => name.replace(MARK, '')

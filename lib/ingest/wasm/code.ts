/** Instructions in WebAssembly's binary format (webassembly.github.io/spec/core/binary). Whatever has a value leaves it for the next. */
export type Code = readonly number[]

/** Numbers are read from low to high, seven bits a byte; the highest bit says that more follow. */
export function unsigned(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest > 127; rest >>>= 7) bytes.push((rest & 127) | 128)
  return [...bytes, rest]
}

function signed(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  for (; rest < -64 || rest > 63; rest >>= 7) bytes.push((rest & 127) | 128)
  return [...bytes, rest & 127]
}

export const number = (value: number): Code => [0x41, ...signed(value)]

const operator =
  (opcode: number) =>
  (left: Code, right: Code): Code => [...left, ...right, opcode]

export const add = operator(0x6a)
export const subtract = operator(0x6b)
export const and = operator(0x71)
export const or = operator(0x72)
export const shiftLeft = operator(0x74)
export const shiftRight = operator(0x76)
export const isEqual = operator(0x46)
/** Comparisons are of numbers without a sign, so that a sum or difference that ran over is large. */
export const isLess = operator(0x49)
export const isMore = operator(0x4b)
export const isAtLeast = operator(0x4f)

export interface Local {
  get: Code
  set(value: Code): Code
}

/** Parameters come first. */
export const local = (index: number): Local => ({
  get: [0x20, index],
  set: (value) => [...value, 0x21, index],
})

/** Alignment 0: any address will do. */
const access =
  (...opcode: number[]) =>
  (address: Code, offset = 0): Code => [...address, ...opcode, 0, ...unsigned(offset)]

export const loadByte = access(0x2d)
export const loadTwoBytes = access(0x2f)
export const loadFourBytes = access(0x28)
const load16 = access(0xfd, 0x00)

export const storeByte = (address: Code, value: Code): Code => [...address, ...value, 0x3a, 0, 0]

/** Moves sixteen bytes; both addresses with the same offset. */
export const move16 = (to: Code, from: Code, offset = 0): Code => [
  ...to,
  ...load16(from, offset),
  ...[0xfd, 0x0b, 0],
  ...unsigned(offset),
]

export const moveBytes = (to: Code, from: Code, count: Code): Code => [
  ...[...to, ...from, ...count],
  ...[0xfc, 0x0a, 0, 0],
]

const END = 0x0b
const NO_RESULT = 0x40

export const when = (condition: Code, then: readonly Code[], otherwise: readonly Code[] = []): Code => [
  ...[...condition, 0x04, NO_RESULT],
  ...then.flat(),
  ...(otherwise.length > 0 ? [0x05, ...otherwise.flat()] : []),
  END,
]

/** Until something returns. */
export const forever = (body: readonly Code[]): Code => [0x03, NO_RESULT, ...body.flat(), 0x0c, 0, END]

export const repeatWhile = (condition: Code, body: readonly Code[]): Code => [
  ...[0x03, NO_RESULT],
  ...[...body.flat(), ...condition, 0x0d, 0],
  END,
]

export const giveBack = (value: Code): Code => [...value, 0x0f]

import { unsigned, type Code } from './code'

export interface WasmFunction {
  parameters: number
  /** Besides the parameters. */
  locals: number
  /** Ends by giving a value back, or never. */
  body: readonly Code[]
}

const HEADER = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]
const I32 = 0x7f
const FUNCTION_TYPE = 0x60
const MEMORY = 2
const UNREACHABLE = 0x00
const END = 0x0b

const nameOf = (text: string): number[] => [text.length, ...Buffer.from(text, 'latin1')]
const section = (id: number, content: readonly number[]): number[] => [
  id,
  ...unsigned(content.length),
  ...content,
]

/** A module with the one function `run` of whole numbers, on the memory `memory` that it is given. */
export function assemble({ parameters, locals, body }: WasmFunction): Uint8Array<ArrayBuffer> {
  const type = [FUNCTION_TYPE, parameters, ...Array.from({ length: parameters }, () => I32), 1, I32]
  const imported = [...nameOf('given'), ...nameOf('memory'), MEMORY, 0, 1]
  const code = [1, locals, I32, ...body.flat(), UNREACHABLE, END]
  return Uint8Array.from([
    ...HEADER,
    ...section(1, [1, ...type]),
    ...section(2, [1, ...imported]),
    ...section(3, [1, 0]),
    ...section(7, [1, ...nameOf('run'), 0, 0]),
    ...section(10, [1, ...unsigned(code.length), ...code]),
  ])
}

const PAGE_BYTES = 65_536

export interface WasmRoom {
  bytes: Uint8Array<ArrayBuffer>
  run: (...parameters: number[]) => number
}

/** The function of a module with memory of its own; null where the processor lacks what it needs. */
export function startWasm(module: Uint8Array<ArrayBuffer>, memoryBytes: number): WasmRoom | null {
  if (!WebAssembly.validate(module)) return null
  const memory = new WebAssembly.Memory({ initial: Math.ceil(memoryBytes / PAGE_BYTES) })
  const instance = new WebAssembly.Instance(new WebAssembly.Module(module), { given: { memory } })
  return { bytes: new Uint8Array(memory.buffer), run: asFunction(instance.exports.run) }
}

/** Holds because only `assemble` makes modules. */
const asFunction = (run: WebAssembly.ExportValue | undefined): WasmRoom['run'] => run as WasmRoom['run']

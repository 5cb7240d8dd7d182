/** What a sender would send: for tests and benchmarks, which need bodies of any shape. */
export interface WriteSeries {
  labels: readonly (readonly [string, string])[]
  samples: readonly WriteSample[]
  /** Fields after the samples, already encoded. */
  trailing?: Uint8Array
}

interface WriteSample {
  timeMs: number | bigint
  /** A value by its bits, so that every NaN can be told. */
  bits: bigint
}

export const bitsOf = (value: number): bigint => new BigUint64Array(new Float64Array([value]).buffer)[0] ?? 0n

export const encodeWriteRequest = (series: readonly WriteSeries[]): Uint8Array =>
  Buffer.concat(series.map((one) => encodeField(1, encodeSeries(one))))

function encodeSeries({ labels, samples, trailing }: WriteSeries): Uint8Array {
  const labelFields = labels.map(([name, value]) =>
    encodeField(1, Buffer.concat([encodeText(1, name), encodeText(2, value)])),
  )
  const sampleFields = samples.map((sample) => encodeField(2, encodeSample(sample)))
  return Buffer.concat([...labelFields, ...sampleFields, trailing ?? new Uint8Array(0)])
}

/** As the generated code of Prometheus does it: a zero is left out. */
function encodeSample({ timeMs, bits }: WriteSample): Uint8Array {
  const value = Buffer.alloc(9)
  value[0] = 0x09
  value.writeBigUInt64LE(bits, 1)
  const time = timeMs === 0 ? [] : [new Uint8Array([0x10]), encodeVarint(timeMs)]
  return Buffer.concat(bits === 0n ? time : [value, ...time])
}

const encodeText = (field: number, text: string): Uint8Array =>
  text === '' ? new Uint8Array(0) : encodeField(field, Buffer.from(text, 'utf8'))

export const encodeField = (field: number, content: Uint8Array): Uint8Array =>
  Buffer.concat([encodeVarint(field * 8 + 2), encodeVarint(content.length), content])

export function encodeVarint(value: number | bigint): Uint8Array {
  let rest = BigInt.asUintN(64, BigInt(value))
  const bytes: number[] = []
  while (rest >= 0x80n) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return new Uint8Array(bytes)
}

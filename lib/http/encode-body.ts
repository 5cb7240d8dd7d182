import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'

/** Both shrink an answer to a sixth or less; higher levels cost more time than they save on a wire. */
const BROTLI_QUALITY = 4
const GZIP_LEVEL = 3

/** Smaller bodies fit in one packet anyway. */
const WORTH_COMPRESSING_BYTES = 1400

const compressBrotli = promisify(brotliCompress)
const compressGzip = promisify(gzip)

/** The best of what the header accepts; `q=0` refuses. */
export function chooseEncoding(acceptEncoding: string | null): Encoding {
  const accepted = new Map(
    (acceptEncoding ?? '').split(',').map((item) => {
      const [name = '', ...parameters] = item.split(';').map((part) => part.trim().toLowerCase())
      const quality = parameters.find((parameter) => parameter.startsWith('q='))
      return [name, quality === undefined ? 1 : Number(quality.slice(2))] as const
    }),
  )
  const isAccepted = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  return isAccepted('br') ? 'br' : isAccepted('gzip') ? 'gzip' : 'identity'
}

export interface EncodedBody {
  encoding: Encoding
  bytes: Uint8Array<ArrayBuffer>
}

/** Compresses on a thread of zlib's, so that nobody waits for it. */
export async function encodeBody(plain: Uint8Array, wanted: Encoding): Promise<EncodedBody> {
  if (wanted === 'identity' || plain.length < WORTH_COMPRESSING_BYTES)
    return { encoding: 'identity', bytes: new Uint8Array(plain) }
  const bytes = wanted === 'br' ? await toBrotli(plain) : await compressGzip(plain, { level: GZIP_LEVEL })
  return { encoding: wanted, bytes: new Uint8Array(bytes) }
}

const toBrotli = (plain: Uint8Array): Promise<Buffer> =>
  compressBrotli(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  })

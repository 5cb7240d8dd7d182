import { PROBLEM_CONTENT_TYPE, problemBody } from '@/lib/http/to-problem'
import { notUnderstood, parseContentType } from '../content-type'
import type { DecodedBatch } from '../decoded-batch'
import type { IngestProtocol } from '../protocol'
import { createBodyDecoder } from './decode-in-turns'

const PROTO_2 = 'io.prometheus.write.v2.Request'

/** Prometheus remote write 1.0. */
export function createRemoteWrite1(maxInflatedBytes: number): IngestProtocol<DecodedBatch> {
  return {
    name: 'remote_write',
    checkHeaders(headers) {
      const { type, proto } = parseContentType(headers['content-type'])
      if (proto === PROTO_2) {
        throw notUnderstood(
          'remote write 2.0 is not spoken here yet; send 1.0 (protobuf_message: prometheus.WriteRequest)',
          'content_type',
        )
      }
      if (type !== 'application/x-protobuf' || (proto !== null && proto !== 'prometheus.WriteRequest')) {
        throw notUnderstood('Content-Type must be application/x-protobuf', 'content_type')
      }
      if (headers['content-encoding']?.toLowerCase() !== 'snappy') {
        throw notUnderstood('Content-Encoding must be snappy', 'content_encoding')
      }
    },
    decode: createBodyDecoder(maxInflatedBytes),
    answer({ refusals }, accepted) {
      if (refusals.total === 0) return { status: 204 }
      const counts = { accepted, refused: refusals.total, refusals: refusals.list() }
      const problem = { status: 400, detail: refusals.sentence(accepted), reason: 'refused', headers: {} }
      return {
        status: 400,
        headers: { 'content-type': PROBLEM_CONTENT_TYPE },
        body: problemBody(problem, counts),
      }
    },
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { send } from '@/lib/http/send'
import { toProblem } from '@/lib/http/to-problem'
import { statusAnswer } from './otlp-answer'
import { encodingOf } from './otlp-body'

type Receive = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** What goes wrong is told as OTLP wants it: a Status in the encoding of the request, and never a 500, which is not retried. */
export const withStatus =
  (receive: Receive): Receive =>
  async (request, response) => {
    try {
      await receive(request, response)
    } catch (error) {
      send(response, statusAnswer(encodingOf(request.headers) ?? 'json', toProblem(error, 503)))
    }
  }

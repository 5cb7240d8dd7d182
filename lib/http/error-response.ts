import { PROBLEM_CONTENT_TYPE, problemBody, toProblem } from './to-problem'

/** Catches once for every route of Next. */
export function errorResponse(error: unknown, headers: Readonly<Record<string, string>>): Response {
  const problem = toProblem(error, 500)
  return new Response(problemBody(problem), {
    status: problem.status,
    headers: {
      'content-type': PROBLEM_CONTENT_TYPE,
      'cache-control': 'no-store',
      ...headers,
      ...problem.headers,
    },
  })
}

import type { ProbePath } from './probe'

/**
 * Who is to blame at an end of a path depends on what else begins or ends there, and on whether its peers are above
 * suspicion, which depends on what begins or ends at them: so many steps away from a node lies what decides of its paths.
 */
const STEPS_AROUND = 2

/** The paths that what is told of the wanted endpoints depends on: every other may be left unread. */
export const nearPaths = (
  paths: readonly ProbePath[],
  isWanted: (endpoint: number) => boolean,
): ProbePath[] => {
  const near = new Set(paths.flatMap(({ source, target }) => [source, target]).filter(isWanted))
  for (let step = 0; step < STEPS_AROUND; step += 1)
    for (const { source, target } of paths.filter((path) => touches(path, near))) near.add(source).add(target)
  return paths.filter((path) => touches(path, near))
}

const touches = ({ source, target }: ProbePath, endpoints: ReadonlySet<number>): boolean =>
  endpoints.has(source) || endpoints.has(target)

import { linesOf } from './lines'

const LINE = /^([A-Z][A-Z0-9_]*)=(?:"([^"]*)"|'([^']*)'|(\S*))\s*$/

/** os-release: shell assignments without expansion. */
export const parseOsRelease = (text: string): ReadonlyMap<string, string> =>
  new Map(
    linesOf(text).flatMap((line): [string, string][] => {
      const [, key, double, single, bare] = LINE.exec(line) ?? []
      return key === undefined ? [] : [[key, double ?? single ?? bare ?? '']]
    }),
  )

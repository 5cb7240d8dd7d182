import { ApiError } from './fetch-api'

/** What somebody can do about it. */
export const adviceOn = (error: Error): string => {
  if (!(error instanceof ApiError)) {
    return 'If the server was updated just now, reload the page.'
  }
  if (error.status === null)
    return 'Is usescope running? Start it with npm start, or check the network in between.'
  if (error.status === 404) return 'Check the address, or go back to the fleet and pick it there.'
  if (error.status < 500) return 'Change the window or the filter in the bar above.'
  return 'The server could not answer, most often because its database is away. It is asked again by itself; its log says why.'
}

/** What went wrong, in a sentence; an answer that does not parse has too many words for one. */
export const wordsOn = (error: Error): string =>
  error instanceof ApiError ? error.message : 'The answer was not what this page expects.'

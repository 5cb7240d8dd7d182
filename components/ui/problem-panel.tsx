import { ApiError } from './fetch-api'

const advice = (error: Error): string => {
  if (!(error instanceof ApiError)) {
    return 'The answer was not what this page expects. If the server was updated just now, reload the page.'
  }
  if (error.status === null)
    return 'Is usescope running? Start it with npm start, or check the network in between.'
  if (error.status === 404) return 'Check the address, or go back to the fleet and pick it there.'
  if (error.status < 500) return 'Change the window or the filter in the bar above.'
  return 'The server could not answer, most often because its database is away. It is asked again by itself; its log says why.'
}

interface ProblemPanelProps {
  title: string
  error: Error
  onRetry: () => void
}

export const ProblemPanel = ({ title, error, onRetry }: ProblemPanelProps) => (
  <section role="alert" className="panel mx-auto my-8 grid max-w-2xl gap-3 p-6">
    <h2 className="text-lg font-semibold">{title}</h2>
    <p className="break-words">{error instanceof ApiError ? error.message : 'Unexpected answer.'}</p>
    <p className="text-muted">{advice(error)}</p>
    <button type="button" className="button-primary justify-self-start" onClick={onRetry}>
      Try again
    </button>
  </section>
)

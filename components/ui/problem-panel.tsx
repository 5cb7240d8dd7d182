import { adviceOn, wordsOn } from './advice'

interface ProblemPanelProps {
  title: string
  error: Error
  onRetry: () => void
}

export const ProblemPanel = ({ title, error, onRetry }: ProblemPanelProps) => (
  <section role="alert" className="panel mx-auto my-8 grid max-w-2xl gap-3 p-6">
    <h2 className="text-lg font-semibold">{title}</h2>
    <p className="break-words">{wordsOn(error)}</p>
    <p className="text-muted">{adviceOn(error)}</p>
    <button type="button" className="button-primary justify-self-start" onClick={onRetry}>
      Try again
    </button>
  </section>
)

'use client'

import { ProblemPanel } from '@/components/ui/problem-panel'

const ErrorPage = ({ error, reset }: { error: Error; reset: () => void }) => (
  <ProblemPanel title="This page failed" error={error} onRetry={reset} />
)

export default ErrorPage

export const CriticalMark = () => (
  <>
    <svg viewBox="0 0 10 10" width={10} height={10} className="critical-mark" aria-hidden="true">
      <path d="M2 0v10M2 1h7L7 3.5 9 6H2" />
    </svg>
    <span className="sr-only">critical path: </span>
  </>
)

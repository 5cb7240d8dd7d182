interface SegmentFieldProps<Choice extends string | boolean> {
  label: string
  value: Choice
  choices: readonly Choice[]
  titleOf: (choice: Choice) => string
  onChoice: (choice: Choice) => void
  className?: string
}

/** A few choices side by side, of which one is made. */
export const SegmentField = <Choice extends string | boolean>(props: SegmentFieldProps<Choice>) => {
  const { label, value, choices, titleOf, onChoice, className = '' } = props
  return (
    <div role="group" aria-label={label} className={`segments ${className}`}>
      {choices.map((choice) => (
        <button
          key={String(choice)}
          type="button"
          aria-pressed={choice === value}
          onClick={() => {
            onChoice(choice)
          }}
        >
          {titleOf(choice)}
        </button>
      ))}
    </div>
  )
}

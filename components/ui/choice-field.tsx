interface ChoiceFieldProps<Choice extends string> {
  label: string
  value: Choice
  choices: readonly Choice[]
  titleOf: (choice: Choice) => string
  onChoice: (choice: Choice) => void
  className?: string
}

export const ChoiceField = <Choice extends string>(props: ChoiceFieldProps<Choice>) => {
  const { label, value, choices, titleOf, onChoice, className = '' } = props
  return (
    <label className="text-xs">
      <span className="sr-only">{label}</span>
      <select
        className={`control ${className}`}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice === event.target.value)
          if (chosen !== undefined) onChoice(chosen)
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {titleOf(choice)}
          </option>
        ))}
      </select>
    </label>
  )
}

/** All, which is the empty choice, and each of them; what is chosen stays a choice, also where there is none of it now. */
export const withChosen = (choices: readonly string[], value: string): string[] => [
  '',
  ...(value === '' || choices.includes(value) ? choices : [value, ...choices]),
]

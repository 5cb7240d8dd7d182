interface LonePointProps {
  cx?: number | undefined
  cy?: number | undefined
  payload?: { isLone?: boolean } | undefined
}

/** A measured step between two gaps has no line, so it is drawn as a dot. */
export const LonePoint = ({ cx, cy, payload }: LonePointProps) =>
  payload?.isLone === true && cx !== undefined && cy !== undefined ? (
    <circle cx={cx} cy={cy} r={1.8} fill="var(--series)" />
  ) : null

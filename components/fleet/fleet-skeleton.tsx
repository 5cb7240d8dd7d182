const ROWS = 14

export const FleetSkeleton = () => (
  <div role="status" className="grid gap-2 p-4">
    <span className="sr-only">Loading the fleet</span>
    {Array.from({ length: ROWS }, (_, row) => (
      <div key={row} className="skeleton h-7" style={{ opacity: 1 - row / ROWS }} />
    ))}
  </div>
)

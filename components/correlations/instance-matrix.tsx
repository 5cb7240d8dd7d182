'use client'

import { useId, useState } from 'react'
import type { InstancesAnswer } from '@/lib/contract/correlations'
import { MatrixCanvas } from './matrix-canvas'
import { describePlace, movedPlace, placeAt, type MatrixPlace } from './prepare-matrix'

interface InstanceMatrixProps {
  answer: InstancesAnswer
  onNode: (name: string) => void
}

const MOST_NAMES = 48

/** How alike each two nodes move: a row and a column for each; pointing names both, a click chooses the row's node. */
export const InstanceMatrix = ({ answer, onNode }: InstanceMatrixProps) => {
  const { instances, similarity } = answer
  const [place, setPlace] = useState<MatrixPlace | null>(null)
  const hintId = useId()
  const count = instances.length
  const choose = () => {
    const name = place === null ? undefined : instances[place.row]?.name
    if (name !== undefined) onNode(name)
  }
  return (
    <div className="matrix">
      <ol className="matrix-names" aria-hidden="true" hidden={count > MOST_NAMES}>
        {instances.map(({ node, name }, row) => (
          <li key={node} data-pointed={row === place?.row || row === place?.column}>
            {name}
          </li>
        ))}
      </ol>
      <div
        role="application"
        tabIndex={0}
        aria-label={`Similarity of ${String(count)} nodes`}
        aria-describedby={hintId}
        className="matrix-surface"
        onPointerMove={(event) => {
          const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
          setPlace(placeAt(count, (event.clientX - left) / width, (event.clientY - top) / height))
        }}
        onPointerLeave={() => {
          setPlace(null)
        }}
        onClick={choose}
        onKeyDown={(event) => {
          const moved = movedPlace(place, event.key, count)
          if (moved !== null) setPlace(moved)
          else if (event.key === 'Enter') choose()
          else return
          event.preventDefault()
        }}
      >
        <MatrixCanvas similarity={similarity} />
        {place === null ? null : <MatrixCross place={place} count={count} />}
      </div>
      <p className="matrix-readout" role="status">
        {place === null ? 'Point at a cell: it names both nodes.' : describePlace(answer, place)}
      </p>
      <p id={hintId} className="sr-only">
        Arrow keys move from cell to cell, Enter chooses the node of the row. The list beside it holds the
        same.
      </p>
    </div>
  )
}

const percent = (share: number): string => `${String(100 * share)}%`

const MatrixCross = ({ place: { row, column }, count }: { place: MatrixPlace; count: number }) => (
  <>
    <span className="matrix-row" style={{ top: percent(row / count), height: percent(1 / count) }} />
    <span className="matrix-column" style={{ left: percent(column / count), width: percent(1 / count) }} />
  </>
)

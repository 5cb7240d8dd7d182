'use client'

import { useDeferredValue, useMemo, useRef } from 'react'
import { DraftField } from '@/components/ui/draft-field'
import { downloadName } from '@/components/ui/download-name'
import { downloadPng, downloadSvg } from '@/components/ui/download-picture'
import { SegmentField } from '@/components/ui/segment-field'
import { useView } from '@/components/ui/view'
import { FLAME_SHAPES } from '@/lib/contract/view-choices'
import { shareText } from '@/lib/core/profiles/share-text'
import { FlameGraph } from './flame-graph'
import { FlameLegend } from './flame-legend'
import { pointsText } from './flame-words'
import { searchFlame, type SearchState } from './frame-search-state'
import { pathWords, type Flame } from './prepare-flame'
import { formatCounted } from '@/lib/core/format-value'

interface FlameSectionProps {
  flame: Flame
  unit: string
  /** What it shows and of when, above a picture of it. */
  title: readonly string[]
}

/** The graph with what is looked for in it. */
export const FlameSection = ({ flame, unit, title }: FlameSectionProps) => {
  const [view, setView] = useView()
  const figure = useRef<HTMLElement>(null)
  const words = useMemo(() => pathWords(flame), [flame])
  const zoomed = Math.max(0, words.indexOf(view.zoom))
  const text = useDeferredValue(view.text)
  const search = useMemo(() => searchFlame(flame, text), [flame, text])
  const isFound = search !== null && 'found' in search ? search.found.isFound : null
  const zoom = (node: number) => {
    setView({ zoom: node === 0 || node === zoomed ? '' : (words[node] ?? '') })
  }
  return (
    <section className="grid min-w-0 gap-2" aria-labelledby="flame-title">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="flame-title" className="mr-2 font-semibold">
          Where the time goes
        </h2>
        <ShapeChoice />
        <DraftField
          label="Functions to look for, as a regular expression"
          value={view.text}
          placeholder="Find: spin_lock|htab_"
          suggestions={[]}
          className="w-56"
          onValue={(typed) => {
            setView({ text: typed })
          }}
        />
        <SearchResult search={search} />
        {zoomed === 0 ? null : (
          <button
            type="button"
            className="button-quiet"
            onClick={() => {
              setView({ zoom: '' })
            }}
          >
            Show all
          </button>
        )}
        <Export title={title} figure={figure} />
      </div>
      <figure ref={figure} className="grid min-w-0 gap-2">
        <FlameGraph
          flame={flame}
          unit={unit}
          shape={view.flameShape}
          zoomed={zoomed}
          onZoom={zoom}
          isFound={isFound}
          label={title.join(', ')}
        />
        <FlameLegend flame={flame} />
      </figure>
    </section>
  )
}

const SHAPE_TITLES = { icicle: 'Icicle', flame: 'Flame' }

const ShapeChoice = () => {
  const [{ flameShape }, setView] = useView()
  return (
    <SegmentField
      label="Shape"
      value={flameShape}
      choices={FLAME_SHAPES}
      titleOf={(shape) => SHAPE_TITLES[shape]}
      onChoice={(shape) => {
        setView({ flameShape: shape })
      }}
    />
  )
}

const SearchResult = ({ search }: { search: SearchState }) => {
  if (search === null) return null
  if ('problem' in search)
    return (
      <span role="alert" className="text-sm">
        {search.problem}
      </span>
    )
  const { share, baseShare, functions } = search.found
  return (
    <span role="status" className="text-sm tabular-nums">
      {functions === 0
        ? 'No function fits'
        : `${shareText(share)} in ${formatCounted(functions, 'function')}`}
      {baseShare === null || functions === 0
        ? null
        : `, was ${shareText(baseShare)} (${pointsText(share - baseShare)})`}
    </span>
  )
}

interface ExportProps {
  title: readonly string[]
  figure: React.RefObject<HTMLElement | null>
}

const Export = ({ title, figure }: ExportProps) => {
  const drawing = () => figure.current?.querySelector<SVGSVGElement>('.flame > svg') ?? null
  const name = title[0] ?? 'profiles'
  return (
    <span role="group" aria-label="Export the flame graph" className="export-buttons ml-auto">
      <button
        type="button"
        onClick={() => {
          const svg = drawing()
          if (svg !== null) void downloadPng(downloadName(name, 'png'), svg, title)
        }}
      >
        PNG
      </button>
      <button
        type="button"
        onClick={() => {
          const svg = drawing()
          if (svg !== null) downloadSvg(downloadName(name, 'svg'), svg, title)
        }}
      >
        SVG
      </button>
    </span>
  )
}

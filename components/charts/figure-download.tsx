'use client'

import type { RefObject } from 'react'
import { downloadFigure } from '@/components/ui/download-figure'
import { downloadName } from '@/components/ui/download-name'
import { showToast } from '@/components/ui/toasts/toast-store'

interface FigureDownloadProps {
  /** Names the file. */
  name: string
  /** Above the figure: what it shows and of when. */
  title: readonly string[]
  figure: RefObject<HTMLElement | null>
  /** What it is a picture of, for those who do not see it. */
  label: string
}

/** The figure with its axes and names as a picture. */
export const FigureDownload = ({ name, title, figure, label }: FigureDownloadProps) => (
  <button
    type="button"
    data-picture="left-out"
    className="button-quiet justify-self-start"
    onClick={() => {
      if (figure.current === null) return
      downloadFigure(downloadName(name, 'png'), figure.current, title).catch(() => {
        showToast({ tone: 'problem', title: 'The browser could not draw the picture.' })
      })
    }}
  >
    PNG<span className="sr-only"> of {label}</span>
  </button>
)

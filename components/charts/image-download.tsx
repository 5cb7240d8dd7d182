'use client'

import type { RefObject } from 'react'
import { downloadName } from '@/components/ui/download-name'
import { downloadHeatMap } from './download-heat-map'

interface ImageDownloadProps {
  /** Names the file. */
  name: string
  /** Above the image: what it shows and of when. */
  title: readonly string[]
  /** Below it, at these shares of its width. */
  marks?: readonly { share: number; text: string }[]
  /** Holds the canvas. */
  imageIn: RefObject<HTMLElement | null>
  /** What it is a picture of, for those who do not see it. */
  label: string
}

/** The picture as a file. */
export const ImageDownload = ({ name, title, marks = [], imageIn, label }: ImageDownloadProps) => (
  <button
    type="button"
    className="button-quiet justify-self-start"
    onClick={() => {
      const image = imageIn.current?.querySelector('canvas') ?? null
      if (image !== null) downloadHeatMap(downloadName(name, 'png'), { image, title, marks })
    }}
  >
    PNG<span className="sr-only"> of {label}</span>
  </button>
)

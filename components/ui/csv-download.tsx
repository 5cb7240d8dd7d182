'use client'

import type { ReactNode } from 'react'
import { downloadText } from './download'
import { toCsv, type CsvCell } from './download-csv'
import { downloadName } from './download-name'

interface CsvDownloadProps {
  /** Names the file. */
  title: string
  /** With its heading; made when somebody asks for it. */
  rows: () => CsvCell[][]
  /** Empty where the place that it stands in gives the button its look. */
  className?: string
  children: ReactNode
}

/** The numbers of a table as a file. */
export const CsvDownload = ({
  title,
  rows,
  className = 'button-quiet justify-self-start',
  children,
}: CsvDownloadProps) => (
  <button
    type="button"
    className={className}
    onClick={() => {
      downloadText(downloadName(title, 'csv'), 'text/csv', toCsv(rows()))
    }}
  >
    {children}
  </button>
)

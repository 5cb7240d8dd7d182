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
  children: ReactNode
}

/** The numbers of a table as a file. */
export const CsvDownload = ({ title, rows, children }: CsvDownloadProps) => (
  <button
    type="button"
    className="button-quiet justify-self-start"
    onClick={() => {
      downloadText(downloadName(title, 'csv'), 'text/csv', toCsv(rows()))
    }}
  >
    {children}
  </button>
)

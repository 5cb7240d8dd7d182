'use client'

import { useMutation } from '@tanstack/react-query'
import { downloadText } from '@/components/ui/download'
import { toCsv } from '@/components/ui/download-csv'
import { downloadName } from '@/components/ui/download-name'
import { fetchApi } from '@/components/ui/fetch-api'
import { useView } from '@/components/ui/view'
import { fleetGrid } from '@/lib/contract/fleet'
import { prepareFleetCsv } from './prepare-fleet-csv'

/** Thousands of nodes take a server some seconds. */
const PATIENCE_MS = 60_000

/** All nodes of the view in its order, also those that the screen has not asked for. */
export const CsvButton = () => {
  const [{ from, to, filter, sort, compare, columns, verdict, critical, only }] = useView()
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      const asked = {
        from,
        to,
        filter,
        sort,
        compare,
        columns,
        verdict,
        critical,
        only,
      }
      const grid = await fetchApi(fleetGrid, 'fleet', asked, AbortSignal.timeout(PATIENCE_MS))
      const name = downloadName(`fleet ${new Date(grid.window.toMs).toISOString()}`, 'csv')
      downloadText(name, 'text/csv', toCsv(prepareFleetCsv(grid)))
    },
  })
  return (
    <button
      type="button"
      className="button-quiet justify-self-start"
      disabled={isPending}
      onClick={() => {
        mutate()
      }}
    >
      {isPending ? 'Making the table …' : 'Download as CSV'}
    </button>
  )
}

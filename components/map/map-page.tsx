'use client'

import { useQuery } from '@tanstack/react-query'
import { AnswerPage } from '@/components/ui/answer-page'
import { PageSkeleton } from '@/components/ui/page-frame'
import { useView } from '@/components/ui/view'
import { MapBody } from './map-body'
import { MapFields } from './map-fields'
import { fleetMapQuery } from './queries'

export const MapPage = () => {
  const [{ from, to, filter, group, dots, metric }] = useView()
  const chosen = dots === 'metric' ? { metric } : {}
  const query = useQuery(fleetMapQuery({ from, to, filter, group, ...chosen }))
  return (
    <AnswerPage
      title="Map"
      fields={<MapFields labels={query.data?.labels ?? []} error={query.error} />}
      query={query}
      live={query.data}
      problem="The map cannot be shown"
      skeleton={<PageSkeleton label="Loading the map" blocks={['h-6 w-96 max-w-full', 'h-96']} />}
    >
      {(shown) => <MapBody answer={shown} />}
    </AnswerPage>
  )
}

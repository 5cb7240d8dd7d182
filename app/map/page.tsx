import type { Metadata } from 'next'
import { MapPage } from '@/components/map/map-page'

export const metadata: Metadata = { title: 'Map' }

const Page = () => <MapPage />

export default Page

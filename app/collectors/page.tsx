import type { Metadata } from 'next'
import { CollectorsPage } from '@/components/collectors/collectors-page'

export const metadata: Metadata = { title: 'Collectors' }

const Page = () => <CollectorsPage />

export default Page

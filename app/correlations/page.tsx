import type { Metadata } from 'next'
import { CorrelationsPage } from '@/components/correlations/correlations-page'

export const metadata: Metadata = { title: 'Correlations' }

const Page = () => <CorrelationsPage />

export default Page

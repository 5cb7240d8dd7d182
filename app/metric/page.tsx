import type { Metadata } from 'next'
import { MetricPage } from '@/components/metric/metric-page'

export const metadata: Metadata = { title: 'Heat map' }

const Page = () => <MetricPage />

export default Page

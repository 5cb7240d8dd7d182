import type { Metadata } from 'next'
import { ExplainPage } from '@/components/explain/explain-page'

export const metadata: Metadata = { title: 'Explain' }

const Page = () => <ExplainPage />

export default Page

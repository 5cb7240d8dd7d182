import type { Metadata } from 'next'
import { OutagesPage } from '@/components/outages/outages-page'

export const metadata: Metadata = { title: 'Outages' }

const Page = () => <OutagesPage />

export default Page

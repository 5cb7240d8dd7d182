import type { Metadata } from 'next'
import { ClockPage } from '@/components/clock/clock-page'

export const metadata: Metadata = { title: 'Clock' }

const Page = () => <ClockPage />

export default Page

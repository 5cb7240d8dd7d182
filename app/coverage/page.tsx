import type { Metadata } from 'next'
import { CoveragePage } from '@/components/coverage/coverage-page'

export const metadata: Metadata = { title: 'Coverage' }

const Page = () => <CoveragePage />

export default Page

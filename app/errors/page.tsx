import type { Metadata } from 'next'
import { ErrorsPage } from '@/components/errors/errors-page'

export const metadata: Metadata = { title: 'Errors' }

const Page = () => <ErrorsPage />

export default Page

import type { Metadata } from 'next'
import { NodePage } from '@/components/node/node-page'

export const metadata: Metadata = { title: 'Node' }

const Page = async ({ params }: { params: Promise<{ id: string }> }) => {
  const { id } = await params
  return <NodePage id={decodeURIComponent(id)} />
}

export default Page

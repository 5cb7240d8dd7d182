import { FleetPage } from '@/components/fleet/fleet-page'

const Page = () => <FleetPage />

export default Page

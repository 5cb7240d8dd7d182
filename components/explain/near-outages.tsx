import Link from 'next/link'
import { PageSection } from '@/components/ui/page-section'
import type { NearOutages as Prepared } from './prepare-near-outages'
import { ToldList } from './told-list'

/** Who could not be reached or was silent: no metric of a node says that of itself. */
export const NearOutages = ({ outages: { items, note, href } }: { outages: Prepared }) => (
  <PageSection
    title="Outages in and before the window"
    note={note}
    actions={
      <Link className="link text-sm" href={href}>
        Outages of this time
      </Link>
    }
  >
    <ToldList items={items} empty="" />
  </PageSection>
)

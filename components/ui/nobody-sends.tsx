import Link from 'next/link'

/** In place of a page that has nothing to show because there is no node at all. */
export const NobodySends = ({ className = 'mx-4' }: { className?: string }) => (
  <p className={`panel p-4 ${className}`}>
    Nobody sends samples yet.{' '}
    <Link className="link" href="/">
      The fleet
    </Link>{' '}
    says how to connect a sender.
  </p>
)

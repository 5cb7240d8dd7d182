import Link from 'next/link'

const NotFound = () => (
  <section className="panel mx-auto my-8 grid max-w-xl gap-3 p-6">
    <h1 className="text-lg font-semibold">There is no such page</h1>
    <p className="text-muted">The address may be from another version.</p>
    <Link href="/" className="link">
      Go to the fleet
    </Link>
  </section>
)

export default NotFound

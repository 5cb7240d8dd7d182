import Link from 'next/link'

interface ToldListProps {
  items: readonly { key: string; name: string; sentence: string; href?: string | null }[]
  /** Said where there is none. */
  empty: string
}

/** A name and why it is worth naming. */
export const ToldList = ({ items, empty }: ToldListProps) =>
  items.length === 0 ? (
    <p className="text-sm text-muted">{empty}</p>
  ) : (
    <ul className="explain-list">
      {items.map(({ key, name, sentence, href }) => (
        <li key={key}>
          {href === undefined || href === null ? (
            <strong>{name}</strong>
          ) : (
            <Link className="link" href={href}>
              {name}
            </Link>
          )}
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  )

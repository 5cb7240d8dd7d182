import Link from 'next/link'
import type { AnswerFigure } from './prepare-figures'

/** The answer before its reasons. */
export const AnswerFigures = ({ figures }: { figures: readonly AnswerFigure[] }) =>
  figures.length === 0 ? null : (
    <dl className="answer-figures">
      {figures.map(({ question, value, detail, href }) => (
        <div key={question}>
          <dt>{question}</dt>
          <dd className="answer-value">
            {href === null ? (
              value
            ) : (
              <Link className="link" href={href}>
                {value}
              </Link>
            )}
          </dd>
          <dd className="answer-detail">{detail}</dd>
        </div>
      ))}
    </dl>
  )

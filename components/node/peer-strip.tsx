import type { PeerMetric, PeersAnswer } from '@/lib/contract/peers'
import { preparePeers } from './prepare-peers'

interface PeerStripProps {
  standing: PeerMetric
  sharing: PeersAnswer['sharing']
  label: string
}

const HEIGHT = 14

/** A dot for each peer and a diamond for this node, on the scale of them all. */
export const PeerStrip = ({ standing, sharing, label }: PeerStripProps) => {
  const { own, median, dots, text, isFlat, low, high } = preparePeers(standing, sharing)
  return (
    <div className="peer-strip" role="group" aria-label={`Peers of ${label}`}>
      <p>{text}</p>
      {isFlat || dots === '' ? null : (
        <div className="peer-scale" aria-hidden="true">
          <span>{low}</span>
          <span className="peer-dots" style={{ height: HEIGHT }}>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none">
              <path d={dots} vectorEffect="non-scaling-stroke" />
            </svg>
            {median === null ? null : <i className="peer-median" style={{ left: `${String(median)}%` }} />}
            <i className="peer-own" style={{ left: `${String(own)}%` }} />
          </span>
          <span>{high}</span>
        </div>
      )}
    </div>
  )
}

import { DAY_MS } from '../../core/times'
import type { ReplayOptions } from '../options'
import type { Random } from '../random'

/** A machine image, which nodes are made of while it is the newest. */
export interface Image {
  version: string
  kernel: string
  publishedMs: number
}

const DAYS_BETWEEN = 14
const KERNELS = ['5.15.0-1055-aws', '5.15.0-1058-aws', '6.1.0-18-amd64'] as const

const versionOf = (publishedMs: number): string =>
  new Date(publishedMs).toISOString().slice(0, 10).replaceAll('-', '')

/** Published every other week or so, oldest first. */
export const makeImages = ({ endMs, days }: ReplayOptions, random: Random): Image[] => {
  const images: Image[] = []
  let publishedMs = endMs - (days + 120) * DAY_MS
  for (let number = 0; publishedMs < endMs; number += 1) {
    const kernel = KERNELS[Math.min(KERNELS.length - 1, Math.floor(number / 4))] ?? KERNELS[0]
    images.push({ version: versionOf(publishedMs), kernel, publishedMs })
    publishedMs += Math.round(random.between(0.6, 1.4) * DAYS_BETWEEN * DAY_MS)
  }
  return images
}

export const imageAt = (images: readonly Image[], timeMs: number): Image =>
  images.findLast(({ publishedMs }) => publishedMs <= timeMs) ??
  images[0] ?? { version: '0', kernel: KERNELS[0], publishedMs: 0 }

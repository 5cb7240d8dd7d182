import { DEMO_CLUSTER_PREFIX } from '../../core/demo-cluster'
import type { FactInterval } from '../../core/fleet-history'
import type { ReplayOptions } from '../options'
import type { Random } from '../random'
import type { Role } from '../signals/models'
import { imageAt, makeImages, type Image } from './images'
import { planLives, type Life } from './plan-lives'

export interface PlannedNode {
  index: number
  name: string
  cluster: string
  region: Region
  zone: string
  role: Role
  /** One after the other; the first began before the replay. */
  lives: readonly Life[]
  /** How far its clock is ahead. */
  clockSkewMs: number
  /** What else is known of it, for as long as it held. */
  facts: FactInterval[]
}

export interface Region {
  name: string
  /** How far its people's day is ahead of UTC. */
  offsetHours: number
}

/** Share of each role. */
export type RoleMix = readonly (readonly [role: Role, share: number])[]

const EUROPE: Region = { name: 'eu-central', offsetHours: 2 }
const AMERICA: Region = { name: 'us-east', offsetHours: -5 }
const CLUSTERS: readonly (readonly [name: string, region: Region])[] = [
  ['eu-1', EUROPE],
  ['us-1', AMERICA],
  ['eu-2', EUROPE],
  ['us-2', AMERICA],
]
const ZONES = ['a', 'b', 'c'] as const
const INSTANCE_TYPES: Readonly<Record<Role, string>> = {
  web: 'c5.large',
  worker: 'm5.large',
  cache: 'r5.large',
  db: 'i3.large',
  proxy: 'c5.2xlarge',
}

const DEFAULT_MIX: RoleMix = [
  ['web', 0.35],
  ['worker', 0.25],
  ['cache', 0.15],
  ['db', 0.15],
  ['proxy', 0.1],
]

/** Roles in the given shares, spread evenly over the nodes. */
const roleOf = (mix: RoleMix, position: number): Role => {
  let before = 0
  for (const [role, share] of mix) {
    before += share
    if (position < before) return role
  }
  return mix[0]?.[0] ?? 'web'
}

export interface FleetPlan {
  nodes: readonly PlannedNode[]
  images: readonly Image[]
}

export interface FleetPlanOptions {
  options: ReplayOptions
  random: Random
  /** The part of the nodes that is made anew each day. */
  churnPerDay: number
  mix?: RoleMix
}

const GOLDEN = (Math.sqrt(5) - 1) / 2

/** Who is there, and what is known of each. */
export const planFleet = ({
  options,
  random,
  churnPerDay,
  mix = DEFAULT_MIX,
}: FleetPlanOptions): FleetPlan => {
  const lives = planLives(options, churnPerDay, random.fork('lives'))
  const images = makeImages(options, random.fork('images'))
  const seen = new Map<string, number>()
  const nodes = lives.map((own, index): PlannedNode => {
    const one = random.fork(`node ${index}`)
    const [clusterName, region] = CLUSTERS[index % CLUSTERS.length] ?? ['eu-1', EUROPE]
    const role = roleOf(mix, (index * GOLDEN) % 1)
    const cluster = `${DEMO_CLUSTER_PREFIX}${clusterName}`
    const number = (seen.get(`${clusterName} ${role}`) ?? 0) + 1
    seen.set(`${clusterName} ${role}`, number)
    const name = `${role}-${clusterName}-${String(number).padStart(2, '0')}`
    return {
      index,
      name,
      cluster,
      region,
      zone: `${region.name}-${one.pick(ZONES)}`,
      role,
      lives: own,
      clockSkewMs: Math.round(one.normal() * options.clockSkewSeconds * 1000),
      facts: [],
    }
  })
  for (const node of nodes) node.facts.push(...standingFacts(node), ...factsOfLives(node, images, random))
  return { nodes, images }
}

const standing = (fact: string, value: string): FactInterval => ({
  fact,
  value,
  fromMs: -Infinity,
  toMs: Infinity,
})

const standingFacts = ({ cluster, region, zone, role }: PlannedNode): FactInterval[] => [
  standing('cluster', cluster),
  standing('region', region.name),
  standing('zone', zone),
  standing('role', role),
  standing('instance_type', INSTANCE_TYPES[role]),
]

/** A node that is made anew gets the newest image; hardly anybody pins an old one. */
const factsOfLives = (node: PlannedNode, images: readonly Image[], random: Random): FactInterval[] => {
  const one = random.fork(`facts ${node.index}`)
  return node.lives.flatMap(({ launchMs, fromMs, toMs }) => {
    const image = imageAt(images, launchMs - (one.isTrue(0.1) ? 30 : 0) * 86_400_000)
    const held = { fromMs, toMs }
    return [
      { fact: 'launch_time', value: String(launchMs), ...held },
      { fact: 'boot_time', value: String(launchMs + 20_000), ...held },
      { fact: 'image_version', value: image.version, ...held },
      { fact: 'kernel', value: image.kernel, ...held },
    ]
  })
}

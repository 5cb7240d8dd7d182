import type { BenchOptions } from '../options'
import { say } from '../report/say'
import { findPrometheus } from './prometheus'
import type { Target } from './target'
import { usescopeIn, type UsescopeTarget } from './usescope'
import { findVictoriaMetrics } from './victoria-metrics'

export interface FoundTargets {
  usescope: UsescopeTarget | null
  peers: readonly Target[]
  all: readonly Target[]
}

/** What was asked for and is there; a peer that is not installed is skipped, and that is said. */
export function findTargets(
  { targets, profileFolder }: Pick<BenchOptions, 'targets' | 'profileFolder'>,
  appFolder: string,
): FoundTargets {
  const nodeArgs = profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]
  const usescope = targets.includes('usescope') ? usescopeIn(appFolder, nodeArgs) : null
  const find = { prometheus: findPrometheus, 'victoria-metrics': findVictoriaMetrics }
  const peers = (['prometheus', 'victoria-metrics'] as const).flatMap((name) => {
    const peer = targets.includes(name) ? find[name]() : null
    if (peer === null && targets.includes(name))
      say(`${name}: skipped, it is not installed (apt-get install ${name})`)
    return peer === null ? [] : [peer]
  })
  const all = usescope === null ? peers : [usescope, ...peers]
  for (const { name, version } of all) say(`${name} ${version}`)
  return { usescope, peers, all }
}

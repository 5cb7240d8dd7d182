/** A process that the kernel killed because memory ran out. */
export interface OomKill {
  sequence: number
  sinceBootMs: number
  pid: number
  process: string
  /** The cgroup whose limit was reached; null where the whole machine had no memory left. */
  cgroup: string | null
  text: string
}

const RECORD = /^\d+,(\d+),(\d+),[^;]*;(.*)$/s
const KILLED = /(?:^|: )Killed process (\d+) \((.*)\),? (?:UID|total-vm)/
const CONSTRAINT = /^oom-kill:constraint=CONSTRAINT_MEMCG,.*oom_memcg=([^,]*),.*\bpid=(\d+)/

/** Records as /dev/kmsg gives them: `priority,sequence,microseconds since boot,flags;text`. */
export const oomKillsOf = (records: readonly string[]): OomKill[] => {
  const cgroups = new Map<number, string>()
  const kills: OomKill[] = []
  for (const record of records) {
    const [, sequence, microseconds, message = ''] = RECORD.exec(record) ?? []
    const text = message.split('\n')[0] ?? ''
    const [, cgroup, limitedPid] = CONSTRAINT.exec(text) ?? []
    if (cgroup !== undefined) cgroups.set(Number(limitedPid), cgroup)
    const [, pid, process] = KILLED.exec(text) ?? []
    if (pid === undefined || process === undefined) continue
    kills.push({
      sequence: Number(sequence),
      sinceBootMs: Math.floor(Number(microseconds) / 1000),
      pid: Number(pid),
      process,
      cgroup: cgroups.get(Number(pid)) ?? null,
      text,
    })
  }
  return kills
}

import type { Aspect, ResourceId } from './types'

/** A command that somebody runs on the node; it only looks. */
export interface NextCheck {
  command: string
  /** What to look for in what it prints. */
  look: string
  source: CheckSource
}

/** `use` and `sixty` are lists of Brendan Gregg's, `manual` is the documentation of the tool or the kernel. */
export type CheckSource = 'use' | 'sixty' | 'manual'

export const CHECK_SOURCES: Record<CheckSource, { title: string; url: string | null }> = {
  use: {
    title: 'Gregg, USE Method: Linux Performance Checklist',
    url: 'https://www.brendangregg.com/USEmethod/use-linux.html',
  },
  sixty: {
    title: 'Gregg, Linux Performance Analysis in 60,000 Milliseconds',
    url: 'https://netflixtechblog.com/linux-performance-analysis-in-60-000-milliseconds-accc10403c55',
  },
  manual: { title: 'documentation of the tool or of the kernel', url: null },
}

const checkOf =
  (source: CheckSource) =>
  (command: string, look: string): NextCheck => ({ command, look, source })
const use = checkOf('use')
const sixty = checkOf('sixty')
const manual = checkOf('manual')

type AspectChecks = Partial<Record<Aspect, readonly NextCheck[]>>

const CPU: AspectChecks = {
  utilization: [
    sixty('mpstat -P ALL 1', 'one busy CPU among idle ones is a single thread; %sys, %soft and %steal'),
    sixty('pidstat 1', 'which processes use the CPU, over time'),
    use('perf top', 'the functions that the time goes to'),
  ],
  saturation: [
    sixty('vmstat 1', 'r above the number of CPUs'),
    manual('runqlat-bpfcc 10 1', 'how long tasks waited for a CPU, as a distribution'),
    manual('cat /proc/pressure/cpu', 'share of the last 10, 60 and 300 s in which somebody waited'),
  ],
  errors: [
    sixty('dmesg -T | grep -iE "mce|thermal|throttl"', 'machine checks and thermal limits'),
    manual('ras-mc-ctl --errors', 'errors that rasdaemon has recorded'),
  ],
}

const MEMORY: AspectChecks = {
  utilization: [
    sixty('free -m', 'available near zero; buff/cache is not use'),
    manual('ps -eo pid,comm,rss --sort=-rss | head -15', 'the largest processes'),
    use('slabtop -s c -o | head -20', 'memory of the kernel itself'),
  ],
  saturation: [
    sixty('vmstat 1', 'si and so: pages swapped in and out'),
    use('sar -B 1', 'pgscank and pgscand: the kernel searches for pages; majflt/s'),
    manual('cat /proc/pressure/memory', 'some and full: time lost for want of memory'),
  ],
  errors: [
    use('dmesg -T | grep -iE "oom|out of memory|killed process"', 'who was killed, and which limit it met'),
    manual('grep . /sys/devices/system/edac/mc/mc*/[cu]e_count', 'corrected and uncorrected memory errors'),
  ],
}

const SWAP: AspectChecks = {
  utilization: [
    use('swapon --show', 'how much of which swap is used'),
    manual('grep VmSwap /proc/[0-9]*/status | sort -k2 -n | tail -15', 'whose memory lies there'),
  ],
  saturation: [use('sar -W 1', 'pswpin/s and pswpout/s: use alone is no pressure, movement is')],
}

const DISK: AspectChecks = {
  utilization: [
    sixty('iostat -xz 1', '%util of each device, and whether it reads or writes'),
    use('pidstat -d 1', 'which processes do the I/O'),
    use('iotop -oPa', 'the same, added up since it was started'),
  ],
  saturation: [
    sixty('iostat -xz 1', 'aqu-sz above 1; r_await and w_await beyond what the device can do'),
    manual('cat /proc/pressure/io', 'some and full: time lost waiting for I/O'),
    manual('biolatency-bpfcc -D 10 1', 'the distribution of latency, by disk'),
  ],
  errors: [
    use('grep . /sys/block/*/device/ioerr_cnt', 'failed I/O of each device'),
    use('smartctl -a /dev/sda', 'reallocated and pending sectors, media errors; put the device in'),
    manual('cat /proc/mdstat', 'a missing member of a RAID shows as _'),
  ],
}

const FILESYSTEM: AspectChecks = {
  utilization: [
    use('df -h', 'Use% of each mount'),
    manual('df -i', 'a filesystem without inodes is full too'),
  ],
  saturation: [
    manual('du -xh --max-depth=2 / | sort -h | tail -20', 'where the space went; put the mount in'),
    manual('lsof +L1', 'files that are deleted and still open take space'),
  ],
  errors: [
    manual('findmnt -O ro', 'mounts that became read-only'),
    sixty('dmesg -T | grep -iE "ext4|xfs|btrfs|remount|i/o error"', 'what the filesystem complained of'),
  ],
}

const NETWORK: AspectChecks = {
  utilization: [
    sixty('sar -n DEV 1', 'rxkB/s, txkB/s and %ifutil of each interface'),
    manual(
      'ethtool eth0 | grep -iE "speed|duplex"',
      'whether the link runs at its speed; put the interface in',
    ),
    manual('ss -tinp | head -40', 'which connections carry it'),
  ],
  saturation: [
    use('ip -s link', 'dropped and overrun'),
    use('sar -n EDEV 1', 'rxdrop/s, txdrop/s and rxfifo/s'),
    manual('cat /proc/net/softnet_stat', 'column 2: dropped, column 3: ran out of budget, by CPU'),
  ],
  errors: [
    use('ip -s -s link', 'errors by kind: crc, frame, carrier'),
    use('sar -n EDEV 1', 'rxerr/s and txerr/s'),
    manual(
      'ethtool -S eth0 | grep -iE "err|drop|fifo|miss"',
      'the counters of the driver; put the interface in',
    ),
  ],
}

const TCP: AspectChecks = {
  utilization: [manual('ss -s', 'connections by state')],
  saturation: [
    sixty('sar -n TCP,ETCP 1', 'retrans/s beside active/s and passive/s'),
    use('nstat -az | grep -E "Retrans|ListenOverflows|ListenDrops|TCPTimeouts"', 'which of them grows'),
    manual('ss -ti | grep -B1 retrans', 'the connections that retransmit'),
  ],
  errors: [
    sixty('sar -n ETCP 1', 'isegerr/s, orsts/s and atmptf/s'),
    manual('nstat -az | grep -E "TcpInErrs|TcpOutRsts|TcpAttemptFails"', 'which of them grows'),
  ],
}

const TASKS: AspectChecks = {
  utilization: [
    use('sysctl kernel.threads-max kernel.pid_max', 'the limits'),
    manual('ps -eo nlwp,pid,comm --sort=-nlwp | head -15', 'who has the most threads'),
  ],
  saturation: [
    manual('ps -eo pid,stat,wchan:32,comm | grep -E "^ *[0-9]+ D"', 'what the blocked tasks wait for'),
    sixty('vmstat 1', 'b: tasks blocked on I/O'),
  ],
  errors: [
    sixty('dmesg -T | grep -iE "blocked for more than|fork"', 'hung tasks with their stacks, failed forks'),
  ],
}

const FD: AspectChecks = {
  utilization: [
    use('sar -v 1', 'file-nr beside /proc/sys/fs/file-max'),
    manual('lsof -n | cut -d" " -f1 | sort | uniq -c | sort -n | tail -15', 'which programs hold the most'),
  ],
}

const CONNTRACK: AspectChecks = {
  utilization: [
    manual(
      'sysctl net.netfilter.nf_conntrack_count net.netfilter.nf_conntrack_max',
      'entries beside the limit',
    ),
    manual('conntrack -L | grep -oE "src=[^ ]+" | sort | uniq -c | sort -n | tail -15', 'who opens the most'),
  ],
  saturation: [manual('conntrack -S', 'early_drop, by CPU')],
  errors: [
    manual('conntrack -S', 'insert_failed and drop, by CPU'),
    sixty('dmesg -T | grep -i conntrack', 'table full, dropping packet'),
  ],
}

const IRQ: AspectChecks = {
  utilization: [
    sixty('mpstat -P ALL 1', '%irq and %soft, and whether one CPU takes them all'),
    manual('mpstat -I SUM -P ALL 1', 'interrupts per second of each CPU'),
    manual('cat /proc/softirqs', 'which kind grows: NET_RX, TIMER, SCHED'),
  ],
  saturation: [manual('cat /proc/pressure/irq', 'full: time lost to interrupts; Linux 6.1 or newer')],
}

const CGROUP: AspectChecks = {
  utilization: [manual('systemd-cgtop -1', 'CPU, memory and I/O of each group')],
  saturation: [
    manual('grep . /sys/fs/cgroup/*.slice/*/{cpu,memory,io}.pressure', 'which group waits, and for what'),
    manual('grep -H throttled /sys/fs/cgroup/*.slice/*/cpu.stat', 'nr_throttled and throttled_usec grow'),
  ],
  errors: [
    manual('grep -HE "oom|max" /sys/fs/cgroup/*.slice/*/memory.events', 'oom_kill and max grow'),
    use('dmesg -T | grep -iE "memory cgroup out of memory|oom-kill"', 'who was killed'),
  ],
}

const SOFTWARE: AspectChecks = {
  utilization: [use('pidstat -t 1', 'which threads of the program are busy')],
  saturation: [
    manual('ss -ltn', 'Recv-Q of a listener: connections that nobody has accepted yet'),
    manual('offcputime-bpfcc -p PID 10', 'what its threads wait for; put the process in'),
  ],
  errors: [manual('journalctl -p err -S -1h', 'what services have written of errors in the last hour')],
}

const CHECKS: Record<ResourceId, AspectChecks> = {
  cpu: CPU,
  memory: MEMORY,
  swap: SWAP,
  disk: DISK,
  filesystem: FILESYSTEM,
  network: NETWORK,
  tcp: TCP,
  tasks: TASKS,
  fd: FD,
  conntrack: CONNTRACK,
  irq: IRQ,
  cgroup: CGROUP,
  software: SOFTWARE,
}

/** What to run on a node of which this cell is bad, most telling first. */
export const nextChecksOf = (resource: ResourceId, aspect: Aspect): readonly NextCheck[] =>
  CHECKS[resource][aspect] ?? []

import type { Random } from '../random'

const SECONDS = 30
const SPIN_FROM_MS = 400
const SPIN_MS = 250
const CORES = 6

const sample = (core: number, atSeconds: number, frames: readonly string[]): string =>
  [
    `proxy 812/${820 + core} [${String(core).padStart(3, '0')}] ${atSeconds.toFixed(6)}:     250000 cycles:`,
    ...frames.map((frame) => `\tffffffff81000000 ${frame}`),
    '',
  ].join('\n')

const SPINNING = [
  'native_queued_spin_lock_slowpath+0x1c5 ([kernel.kallsyms])',
  '_raw_spin_lock_irqsave+0x3d ([kernel.kallsyms])',
  'htab_map_update_elem+0x12f ([kernel.kallsyms])',
  'bpf_prog_tcp_return+0x88 ([kernel.kallsyms])',
  '__kretprobe_trampoline+0x0 ([kernel.kallsyms])',
  'tls_read+0x41 (/usr/sbin/proxy)',
  'event_loop+0x2a (/usr/sbin/proxy)',
]
const ORDINARY = [
  'parse_headers+0x5e (/usr/sbin/proxy)',
  'on_readable+0x77 (/usr/sbin/proxy)',
  'event_loop+0x2a (/usr/sbin/proxy)',
]

/** The text of `perf script` of half a minute: all cores spin for a quarter of each second, when the probe reads its map. */
export const perfSeconds = (random: Random): string => {
  const samples: string[] = []
  for (let ms = 0; ms < SECONDS * 1000; ms += 10) {
    const isSpinning = ms % 1000 >= SPIN_FROM_MS && ms % 1000 < SPIN_FROM_MS + SPIN_MS
    for (let core = 0; core < CORES; core += 1)
      if (isSpinning || random.isTrue(0.25))
        samples.push(sample(core, 5000 + ms / 1000 + core * 0.0004, isSpinning ? SPINNING : ORDINARY))
  }
  return samples.join('\n')
}

import type { Random } from '../random'

/** What a proxy does: stacks, the outermost frame first, and their weight on an ordinary day. */
const ORDINARY: readonly (readonly [stack: string, weight: number])[] = [
  ['main;event_loop;epoll_wait;entry_SYSCALL_64_[k];do_epoll_wait_[k];schedule_[k]', 60],
  ['main;event_loop;accept_connection;entry_SYSCALL_64_[k];inet_csk_accept_[k]', 25],
  ['main;event_loop;on_readable;tls_read;aes_gcm_decrypt', 110],
  ['main;event_loop;on_readable;tls_read;entry_SYSCALL_64_[k];ksys_read_[k];tcp_recvmsg_[k]', 90],
  ['main;event_loop;on_readable;parse_request;parse_headers', 120],
  ['main;event_loop;on_readable;parse_request;std::string::append', 35],
  ['main;event_loop;on_readable;route;match_prefix', 75],
  ['main;event_loop;on_readable;route;pick_backend;hash_ring_find', 40],
  ['main;event_loop;on_writable;copy_body;memcpy', 70],
  ['main;event_loop;on_writable;tls_write;aes_gcm_encrypt', 130],
  ['main;event_loop;on_writable;tls_write;entry_SYSCALL_64_[k];ksys_write_[k];tcp_sendmsg_[k]', 105],
  [
    'main;event_loop;on_writable;tls_write;entry_SYSCALL_64_[k];ksys_write_[k];tcp_sendmsg_[k];skb_copy_[k]',
    40,
  ],
  ['main;event_loop;access_log;format_line', 30],
  ['main;health_check;connect_backend;entry_SYSCALL_64_[k];tcp_v4_connect_[k]', 12],
]

const TRACED = [
  'main;event_loop;on_readable;tls_read;entry_SYSCALL_64_[k];ksys_read_[k];tcp_recvmsg_[k]',
  'main;event_loop;on_writable;tls_write;entry_SYSCALL_64_[k];ksys_write_[k];tcp_sendmsg_[k]',
]
const PROBE = '__kretprobe_trampoline_[k];kretprobe_rethook_handler_[k];bpf_prog_tcp_return_[k]'
const UPDATE = 'htab_map_update_elem_[k]'
const SPIN = '_raw_spin_lock_irqsave_[k];native_queued_spin_lock_slowpath_[k]'

/** The good version of the probe costs a little, the bad one half of the processors. */
const PROBE_WEIGHT = { quiet: 4, spinning: 520 }

export type ProbeState = keyof typeof PROBE_WEIGHT

/** Folded stacks of one minute. */
export const foldedMinute = (state: ProbeState, random: Random): string => {
  const lines = ORDINARY.map(([stack, weight]) => lineOf(`proxy;${stack}`, weight, random))
  for (const caller of TRACED) {
    lines.push(lineOf(`proxy;${caller};${PROBE};${UPDATE}`, PROBE_WEIGHT[state] / 4, random))
    if (state === 'spinning')
      lines.push(lineOf(`proxy;${caller};${PROBE};${UPDATE};${SPIN}`, PROBE_WEIGHT.spinning, random))
  }
  return lines.filter((line) => line !== '').join('\n')
}

const lineOf = (stack: string, weight: number, random: Random): string => {
  const count = Math.round(weight * (1 + 0.15 * random.normal()))
  return count > 0 ? `${stack} ${count}` : ''
}

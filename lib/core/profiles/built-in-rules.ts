import type { BuiltInRule } from './profile-rules'

const KERNEL = 'https://docs.kernel.org'

/** Functions in which a healthy machine spends next to nothing. Their limits are far above what is usual. */
export const BUILT_IN_RULES: readonly BuiltInRule[] = [
  {
    id: 'builtin:spin-lock',
    pattern: '^(native_)?queued_spin_lock_slowpath$|^__pv_queued_spin_lock_slowpath$|^do_raw_spin_lock$',
    leastShare: 0.05,
    reason: 'processors wait for a lock of the kernel that others hold: they spin, so it looks like work',
    source: `${KERNEL}/locking/spinlocks.html`,
  },
  {
    id: 'builtin:sleeping-lock',
    pattern:
      '^(mutex_spin_on_owner|osq_lock|rwsem_(down_(read|write)_slowpath|spin_on_owner)|rwsem_optimistic_spin)$',
    leastShare: 0.05,
    reason: 'tasks spin for a mutex or semaphore of the kernel that another task holds',
    source: `${KERNEL}/locking/mutex-design.html`,
  },
  {
    id: 'builtin:futex',
    pattern: '^(futex_wait|futex_wake|futex_q_lock|__futex_wait|do_futex)$',
    leastShare: 0.2,
    reason: 'programs contend for locks of their own, which the kernel settles',
    source: 'https://man7.org/linux/man-pages/man2/futex.2.html',
  },
  {
    id: 'builtin:kretprobe',
    pattern: '^(kretprobe_|__kretprobe_|arch_rethook_|rethook_trampoline)|^pre_handler_kretprobe$',
    leastShare: 0.02,
    reason:
      'somebody traces the return of kernel functions that are called all the time; each call pays for it',
    source: `${KERNEL}/trace/kprobes.html`,
  },
  {
    id: 'builtin:kprobe',
    pattern:
      '^(kprobe_ftrace_handler|kprobe_int3_handler|optimized_callback|aggr_pre_handler|kprobe_dispatcher)$',
    leastShare: 0.02,
    reason: 'somebody traces kernel functions that are called all the time; each call pays for it',
    source: `${KERNEL}/trace/kprobes.html`,
  },
  {
    id: 'builtin:bpf-map',
    pattern: '^(__)?htab_(lru_)?(percpu_)?map_(update|delete|lookup_and_delete)_elem',
    leastShare: 0.03,
    reason:
      'a BPF program, such as a monitoring probe, updates a map that all processors share, under a lock for each bucket',
    source: `${KERNEL}/bpf/map_hash.html`,
  },
  {
    id: 'builtin:tlb-shootdown',
    pattern:
      '^(smp_call_function_many_cond|flush_tlb_(mm_range|func|others)|native_flush_tlb_(multi|others))',
    leastShare: 0.05,
    reason:
      'processors wait for each other to forget address translations, as with many mmap, munmap or madvise',
    source: `${KERNEL}/arch/x86/tlb.html`,
  },
  {
    id: 'builtin:reclaim',
    pattern: '^(try_to_free_(mem_cgroup_)?pages|shrink_node|do_try_to_free_pages)$',
    leastShare: 0.05,
    reason: 'allocations reclaim memory themselves: there is too little of it, on the machine or in a cgroup',
    source: `${KERNEL}/admin-guide/mm/concepts.html`,
  },
  {
    id: 'builtin:compaction',
    pattern: '^(compact_zone|isolate_(free|migrate)pages|khugepaged_scan)',
    leastShare: 0.05,
    reason: 'the kernel moves pages about to make huge ones',
    source: `${KERNEL}/admin-guide/mm/transhuge.html`,
  },
  {
    id: 'builtin:clock',
    pattern: '^(read_hpet|acpi_pm_read)$',
    leastShare: 0.02,
    reason: 'the clock source is slow, so that asking for the time is expensive',
    source: `${KERNEL}/timers/timekeeping.html`,
  },
]

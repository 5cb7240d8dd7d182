/**
 * How our own programs run. Helper threads make a garbage collection shorter and cost more CPU time in all, which the
 * database and the other threads lack; the heap is small, because samples lie in buffers outside it. Those count against
 * the limit at which it is collected, so the heap may triple between two collections.
 */
export const NODE_ARGUMENTS = ['--enable-source-maps', '--single-threaded-gc', '--heap-growing-percent=200']

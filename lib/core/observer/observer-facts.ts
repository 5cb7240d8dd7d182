/** Facts that tell the version of something that looks at the node. */
const VERSION =
  /(^|[._-])(agent|exporter|collector|cadvisor|telegraf|otelcol|vmagent|alloy|promtail|probe|tracer|profiler)([._-].*)?version$/i
/** Facts that tell whether the node is looked into more closely. */
const SWITCH =
  /(^|[._-])(tracing|trace|traced|tracer|ebpf|bpf|profiling|profiler)([._-](enabled|mode|on|state))?$/i

/** Whether a fact says how its node is observed. */
export const isObserverFact = (name: string): boolean => VERSION.test(name) || SWITCH.test(name)

const ON: ReadonlySet<string> = new Set(['on', 'true', 'yes', '1', 'enabled'])
const OFF: ReadonlySet<string> = new Set(['off', 'false', 'no', '0', 'disabled', 'none'])

/** True or false where the value is that of a switch. */
export const switchValue = (value: string): boolean | null => {
  const text = value.trim().toLowerCase()
  if (ON.has(text)) return true
  return OFF.has(text) ? false : null
}

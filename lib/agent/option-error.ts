/** A way of starting the agent that cannot work, with what to do instead. */
export class OptionError extends Error {
  override name = 'OptionError'
}

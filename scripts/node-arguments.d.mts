export const NODE_ARGUMENTS: readonly string[]

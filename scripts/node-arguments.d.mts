/** How our own programs run. */
export declare const NODE_ARGUMENTS: readonly string[]

/** As the value of a matcher, between its quotes. */
export const quoted = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')

/** Label matchers that fit this node and no other. */
export const filterOfNode = ({ cluster, name }: { cluster: string; name: string }): string =>
  `cluster="${quoted(cluster)}",name="${quoted(name)}"`

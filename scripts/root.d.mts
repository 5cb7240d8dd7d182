/** A path in the folder of the project; the folder itself without names. */
export function inRoot(...names: string[]): string

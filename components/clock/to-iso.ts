/** As times stand in the URL. */
export const toIso = (ms: number): string => new Date(ms).toISOString().replace('.000Z', 'Z')

/** The sum of all series of a metric in Prometheus text, by how their lines begin. */
export const sumOfMetric = (text: string, beginning: string): number =>
  text
    .split('\n')
    .filter((line) => line.startsWith(beginning))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)

export const readMetric = async (url: string, beginning: string): Promise<number> =>
  sumOfMetric(await (await fetch(`${url}/metrics`)).text(), beginning)

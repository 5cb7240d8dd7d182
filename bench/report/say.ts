export const say = (words: string): void => {
  process.stdout.write(`${words}\n`)
}

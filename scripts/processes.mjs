import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

export function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Waits for a condition, and says whether it came true in time. */
export async function until(condition, patienceMs, everyMs = 50) {
  const giveUpMs = Date.now() + patienceMs
  while (!(await condition())) {
    if (Date.now() >= giveUpMs) return false
    await pause(everyMs)
  }
  return true
}

/** Null when the port can be listened on, else the code of the refusal (EADDRINUSE, EACCES…). */
export function portProblem(port, host) {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error) => resolve(error.code))
    server.listen(port, host, () => server.close(() => resolve(null)))
  })
}

export function freePort(host = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

import { pino } from 'pino'
import { logLevelOf } from '../config/config'

export const logger = pino({
  level: logLevelOf(process.env),
  base: null,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
  redact: ['password', 'token', 'authorization', '*.password', '*.token', '*.authorization'],
})

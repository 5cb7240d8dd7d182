import { createHash } from 'node:crypto'

export const hashOfSecret = (secret: string): Uint8Array =>
  createHash('sha256').update(secret, 'utf8').digest()

import type { Principal } from '@/lib/http/authenticate'

/** A program that sends under one token and protocol. */
export interface Sender {
  id: number
  principal: Principal
  protocol: string
}

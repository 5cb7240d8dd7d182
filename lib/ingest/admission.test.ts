import { expect, it } from 'vitest'
import { UnavailableError } from '@/lib/core/errors'
import { createAdmission } from './admission'

function createGate() {
  let open: () => void = () => undefined
  const passed = new Promise<void>((resolve) => (open = resolve))
  return { open: () => open(), passed }
}

it('what is under way never weighs more than it may, and room comes back with its end', async () => {
  const admission = createAdmission(10)
  const gate = createGate()
  const first = admission.enter(6, () => gate.passed)
  await expect(admission.enter(5, () => gate.passed)).rejects.toThrow(UnavailableError)
  const second = admission.enter(4, () => gate.passed)
  expect(admission.weight).toBe(10)
  expect(() => admission.check()).toThrow(UnavailableError)
  gate.open()
  await Promise.all([first, second])
  expect(admission.weight).toBe(0)
  admission.check()
})

it('gives room back for work that fails', async () => {
  const admission = createAdmission(10)
  await expect(admission.enter(9, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
  expect(admission.weight).toBe(0)
})

it('a request that alone is too heavy passes when nothing else is under way', async () => {
  const admission = createAdmission(10)
  expect(await admission.enter(50, async () => 'kept')).toBe('kept')
})

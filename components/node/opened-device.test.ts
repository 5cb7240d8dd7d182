import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RESOURCES } from '@/lib/core/checklist/types'
import { parseOpenedDevice, printOpenedDevice } from './opened-device'

describe('the opened device', () => {
  it('comes back from its text, whatever it is called', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RESOURCES), fc.string({ minLength: 1 }), (resource, device) => {
        expect(parseOpenedDevice(printOpenedDevice({ resource, device }))).toEqual({ resource, device })
      }),
    )
  })

  it('is none where the text names no resource or no device', () => {
    expect(['', 'cpu', 'cpu/', 'nothing/sda', '/sda'].map(parseOpenedDevice)).toEqual(Array(5).fill(null))
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCpuinfo } from '../parse/cpuinfo'
import { parseOsRelease } from '../parse/os-release'
import { corrupted } from '../fixtures/corrupted'
import { fixtureFiles, unpackMachine } from '../fixtures/fixture-machine'
import { collectFacts } from './collect-facts'

test('bare metal tells what it is made of', () => {
  using machine = unpackMachine('bare-metal')
  expect(collectFacts(machine.files, '1.2.3')).toEqual({
    kernel: '6.14.0-33-generic',
    kernel_build: '#33~24.04.1-Ubuntu SMP PREEMPT_DYNAMIC Fri Sep 19 17:02:30 UTC 2',
    machine: 'x86_64',
    clocksource: 'tsc',
    os: 'Ubuntu 24.04.3 LTS',
    os_id: 'ubuntu',
    os_version: '24.04',
    os_codename: 'noble',
    boot_time: '1761550021000',
    cpu_count: '8',
    cpu_model: 'Intel(R) Xeon(R) Gold 6244 CPU @ 3.60GHz',
    cpu_microcode: '0x5003707',
    cpu_sockets: '2',
    numa_nodes: '2',
    virtualization: 'none',
    vendor: 'Dell Inc.',
    product: 'PowerEdge R640',
    product_family: 'PowerEdge',
    board: '0W23H8',
    bios_vendor: 'Dell Inc.',
    bios_version: '2.19.1',
    bios_date: '06/04/2023',
    'driver{eth0}': 'ixgbe',
    'driver_version{eth0}': '5.19.6',
    'driver{eth1}': 'ixgbe',
    'driver_version{eth1}': '5.19.6',
    'driver{eno3}': 'tg3',
    agent_name: 'usescope-agent',
    agent_version: '1.2.3',
  })
})

test('a VM tells its hypervisor and the driver of its interface', () => {
  using machine = unpackMachine('small-vm')
  expect(collectFacts(machine.files, '1')).toMatchObject({
    virtualization: 'xen',
    'driver{eth0}': 'vif',
    vendor: 'Xen',
    os_id: 'amzn',
    cpu_count: '1',
  })
})

test('what cannot be read is no fact', () => {
  using machine = unpackMachine('container')
  expect(collectFacts(machine.files, '1')).toEqual({
    cpu_count: '2',
    agent_name: 'usescope-agent',
    agent_version: '1',
  })
})

test.each([
  ['Amazon EC2', 'm5.large', 'amazon'],
  ['QEMU', 'Standard PC (Q35 + ICH9, 2009)', 'qemu'],
  ['Google', 'Google Compute Engine', 'google'],
  ['Microsoft Corporation', 'Virtual Machine', 'microsoft'],
  ['VMware, Inc.', 'VMware7,1', 'vmware'],
  ['Acme', 'Box', 'vm-other'],
])('a machine of %s %s is virtualized by %s', (vendor, product, expected) => {
  using machine = unpackMachine('small-vm')
  machine.remove('sys/hypervisor')
  machine.write('sys/class/dmi/id/sys_vendor', vendor)
  machine.write('sys/class/dmi/id/product_name', product)
  expect(collectFacts(machine.files, '1')['virtualization']).toBe(expected)
})

test('firmware that holds no text does no harm', () => {
  using machine = unpackMachine('small-vm')
  machine.write('sys/class/dmi/id/product_name', `\u0000\u0001box\ufffd${'x'.repeat(999)}`)
  expect(collectFacts(machine.files, '1')['product']).toBe(`box${'x'.repeat(253)}`)
})

test('a value that is cut ends with a whole character', () => {
  using machine = unpackMachine('small-vm')
  machine.write('sys/class/dmi/id/product_name', `${'x'.repeat(255)}😀`)
  expect(collectFacts(machine.files, '1')['product']).toBe('x'.repeat(255))
})

test('no text makes a reader of facts throw', () => {
  const files = fixtureFiles('bare-metal')
  const text = files.get('proc/cpuinfo') ?? ''
  const release = files.get('etc/os-release') ?? ''
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), corrupted(text)),
      (garbage) => void parseCpuinfo(garbage),
    ),
  )
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), corrupted(release)),
      (garbage) => void parseOsRelease(garbage),
    ),
  )
})

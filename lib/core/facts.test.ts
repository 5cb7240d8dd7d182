import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factOfValueSeries, factsOfInfoSeries, nodeLabelsOf } from './facts'
import { parseScrapes } from './fixtures/parse-exposition'

test('the name, kernel and system of a recorded machine are facts', () => {
  const text = readFileSync(new URL('./fixtures/vm-1.5.prom', import.meta.url), 'utf8')
  const samples = parseScrapes(text)[0]?.samples ?? []
  const facts = samples.flatMap(({ name, labels }) => factsOfInfoSeries(name, labels))
  const fact = (name: string, device = '') =>
    facts.find((one) => one.name === name && one.device === device)?.value
  expect(fact('name')).toBe('vm')
  expect(fact('kernel')).toBe('6.18.44-fc-v669')
  expect(fact('os')).toBe('Debian GNU/Linux 12 (bookworm)')
  expect(fact('driver', 'eth0')).toBe('virtio_net')
  expect(fact('node_exporter_version')).toBe('1.5.0')
  expect(fact('driver', 'ifb0')).toBeUndefined()
  expect(fact('link_state', 'lo')).toBeUndefined()
})

test('an unknown info series tells its labels, but not those of every series', () => {
  const labels = { instance: 'a:1', job: 'kubelet', region: 'eu', version: 'v1.33.0', empty: '' }
  expect(factsOfInfoSeries('kubernetes_build_info', labels, { region: 'eu' })).toEqual([
    { device: '', name: 'kubernetes_build.version', value: 'v1.33.0' },
  ])
})

test('lists in the shape of info series, and other series, are no facts', () => {
  expect(factsOfInfoSeries('node_cpu_flag_info', { flag: 'aes' })).toEqual([])
  expect(factsOfInfoSeries('node_load1', { instance: 'a' })).toEqual([])
})

test('one CPU speaks for all', () => {
  const model = { model_name: 'Xeon', vendor: 'GenuineIntel' }
  expect(factsOfInfoSeries('node_cpu_info', { cpu: '0', ...model })).toHaveLength(2)
  expect(factsOfInfoSeries('node_cpu_info', { cpu: '1', ...model })).toEqual([])
})

test('a series without labels of its own names the labels of its node', () => {
  const labels = { cluster: 'eu-1', instance: 'a:9100', job: 'node', role: 'db' }
  expect(nodeLabelsOf('node_boot_time_seconds', labels)).toEqual({ cluster: 'eu-1', job: 'node', role: 'db' })
  expect(nodeLabelsOf('up', labels)).toEqual({ cluster: 'eu-1', role: 'db' })
  expect(nodeLabelsOf('node_disk_info', labels)).toBeNull()
})

test('the boot time is a fact in milliseconds', () => {
  expect(factOfValueSeries('node_boot_time_seconds', 1.795233839e9)?.value).toBe('1795233839000')
  expect(factOfValueSeries('node_boot_time_seconds', NaN)).toBeNull()
  expect(factOfValueSeries('node_load1', 1)).toBeNull()
})

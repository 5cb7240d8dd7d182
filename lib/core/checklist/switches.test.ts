import { describe, expect, it } from 'vitest'
import { CHECKLIST } from './checklist'
import { SENDER_KINDS, switchFor } from './switches'

const METRICS = CHECKLIST.flatMap(({ metrics }) => metrics)

describe('what switches a metric on', () => {
  it('is said for every metric and every sender, with who says so', () => {
    for (const { id } of METRICS)
      for (const sender of SENDER_KINDS) {
        const found = switchFor(id, sender)
        expect(found?.text, `${id} ${sender}`).toMatch(/\.$/)
        expect(found?.source).not.toBe('')
      }
  })

  it('names a collector of node_exporter for everything that node_exporter measures', () => {
    for (const { id, sources } of METRICS.filter(({ sources }) =>
      sources.some(({ kind }) => kind === 'node_exporter'),
    ))
      expect(switchFor(id, 'node_exporter')?.text, `${id} ${String(sources.length)}`).toContain(
        'of node_exporter',
      )
  })

  it('names a scraper of hostmetrics for everything that hostmetrics measures', () => {
    const measured = METRICS.filter(
      ({ sources }) =>
        sources.some(({ kind }) => kind === 'otel') && !sources.some(({ kind }) => kind === 'exporter'),
    )
    for (const { id, resource } of measured.filter(({ resource }) => resource !== 'software'))
      expect(switchFor(id, 'otel')?.code, `${id} ${resource}`).toContain('scrapers:')
  })

  it('asks for what is off by default, and only for that', () => {
    expect(switchFor('tasks.utilization.pids', 'node_exporter')?.code).toBe('--collector.processes')
    expect(switchFor('cpu.utilization.busy', 'node_exporter')?.code).toBeNull()
  })

  it('asks the kernel where the sender is not at fault', () => {
    expect(switchFor('cpu.saturation.pressure', 'node_exporter')?.code).toBe('psi=1')
    expect(switchFor('cpu.saturation.pressure', 'collector')?.text).toContain('/proc/pressure/cpu')
    expect(switchFor('tcp.saturation.retransmits', 'otel')?.text).toContain('does not measure this')
  })
})

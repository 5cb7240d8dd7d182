import { describe, expect, test } from 'vitest'
import {
  CHECKLIST,
  headlineMetrics,
  headlineOf,
  isChecklistSeries,
  metricById,
  sourceGroupOf,
} from './checklist'
import { selectorsOf } from './expression'
import { checklistMarkdown } from './markdown'
import { ASPECTS, RESOURCES } from './types'

const METRICS = CHECKLIST.flatMap((resource) => resource.metrics)

describe('the checklist', () => {
  test('has every resource once, in its order', () => {
    expect(CHECKLIST.map(({ id }) => id)).toEqual(RESOURCES)
  })
  test('has for every aspect a headline or the reason why there is none', () => {
    for (const resource of CHECKLIST)
      for (const aspect of ASPECTS) {
        const { headline, notApplicable } = resource.aspects[aspect]
        expect(headline === null ? (notApplicable ?? '').length > 10 : notApplicable === undefined).toBe(true)
        if (headline !== null) expect(metricById(headline)).toMatchObject({ resource: resource.id, aspect })
      }
    expect(headlineMetrics()).toHaveLength(3 * 13 - 5)
  })
  test('names every metric once, by its resource and aspect', () => {
    expect(new Set(METRICS.map(({ id }) => id)).size).toBe(METRICS.length)
    for (const { id, resource, aspect } of METRICS) expect(id.startsWith(`${resource}.${aspect}.`)).toBe(true)
  })
  test('gives every threshold a source and the right order, and judges every headline but that of swap', () => {
    for (const { threshold, higherIsWorse } of METRICS) {
      if (threshold === null) continue
      expect(threshold.source.length).toBeGreaterThan(10)
      expect(higherIsWorse ? threshold.bad >= threshold.warn : threshold.bad <= threshold.warn).toBe(true)
      expect(threshold.warn).toBeGreaterThan(0)
    }
    expect(
      headlineMetrics()
        .filter(({ threshold }) => threshold === null)
        .map(({ id }) => id),
    ).toEqual(['swap.utilization.used'])
  })
  test('says what to do about every metric that is not measured', () => {
    for (const { whenUnmeasured } of METRICS) expect(whenUnmeasured).toMatch(/\.$/)
  })
  test('never judges load average', () => {
    expect(metricById('cpu.saturation.load')?.threshold).toBeNull()
  })
  test('names a metric of the same node as the condition of another', () => {
    for (const { applicability } of METRICS)
      if (applicability !== null) expect(metricById(applicability)).toBeDefined()
  })
})

describe('source series', () => {
  test('belong to the resource that reads them first', () => {
    expect(sourceGroupOf('node_cpu_seconds_total')).toBe('cpu')
    expect(sourceGroupOf('node_vmstat_pswpin')).toBe('memory')
    expect(sourceGroupOf('use:disk.saturation.queue')).toBe('disk')
    expect(sourceGroupOf('go_goroutines')).toBe('other')
  })
  test('every name of every source has its group', () => {
    const names = METRICS.flatMap(({ sources }) =>
      sources.flatMap(({ expression }) => selectorsOf(expression).flatMap((selector) => selector.names)),
    )
    for (const name of names) expect(sourceGroupOf(name)).not.toBe('other')
  })
  test('put a node on the grid, unless every program exports them', () => {
    expect(isChecklistSeries('node_memory_MemTotal_bytes')).toBe(true)
    expect(isChecklistSeries('use:anything')).toBe(true)
    expect(isChecklistSeries('system.cpu.time')).toBe(true)
    expect(isChecklistSeries('go_sync_mutex_wait_total_seconds_total')).toBe(false)
    expect(isChecklistSeries('http_requests_total')).toBe(false)
  })
})

test('the page names every resource and metric', () => {
  const page = checklistMarkdown()
  for (const { id } of METRICS) expect(page).toContain(`\`${id}\``)
  for (const { title } of CHECKLIST) expect(page).toContain(`## ${title}`)
  expect(page).toContain('## Not measured')
  expect(headlineOf('tcp', 'utilization')).toBeNull()
})

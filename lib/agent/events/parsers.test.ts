import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readableEvent, type AgentEvent } from '../agent-event'
import { cronStartsOf } from '../parse/cron-log'
import { parseCrontab } from '../parse/crontab'
import { eventOfRun, toPackageRuns } from '../parse/dpkg-log'
import { oomKillsOf } from '../parse/kernel-log'
import { calendarsOf, monotonicOf, parseStampMs, unitsOf } from '../parse/systemctl-show'
import { parseTimeSpanMs, settingsOf } from '../parse/unit-file'

const DPKG_LOG = `2026-11-21 06:12:01 startup archives unpack
2026-11-21 06:12:01 upgrade libssl3:amd64 3.0.17-1 3.0.18-1
2026-11-21 06:12:02 status half-configured libssl3:amd64 3.0.17-1
2026-11-21 06:12:02 install libnew:all <none> 1.0
2026-11-21 06:12:30 startup packages configure
2026-11-21 06:12:31 configure libssl3:amd64 3.0.18-1 <none>
2026-11-21 06:40:00 startup packages remove
2026-11-21 06:40:00 remove nano:amd64 7.2-1 <none>
2026-11-21 07:00:00 startup packages configure
2026-11-21 07:00:00 trigproc man-db:amd64 2.11.2-2 <none>
`

describe('dpkg.log', () => {
  const runs = toPackageRuns(DPKG_LOG)
  const events = runs.map((run) => eventOfRun(run, (clockMs) => clockMs))

  it('becomes one event for each run of apt, with the names of packages', () => {
    expect(events[0]).toEqual({
      startMs: Date.parse('2026-11-21T06:12:01Z'),
      endMs: Date.parse('2026-11-21T06:12:32Z'),
      source: 'dpkg',
      kind: 'packages',
      name: 'upgrade',
      text: 'upgraded libssl3 3.0.17-1 → 3.0.18-1; installed libnew 1.0',
      attributes: {
        upgraded: 1,
        'upgraded packages': 'libssl3 3.0.17-1 → 3.0.18-1',
        installed: 1,
        'installed packages': 'libnew 1.0',
      },
    })
    expect(events[1]?.text).toBe('removed nano')
    expect(events[2]).toBeNull()
  })

  it('is read to the last byte, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('x', '\n', '2026-11-21 06:12:01 install a b c\n', 'é\0')),
        (parts) => {
          const text = `${parts.join('')}\n`
          expect(toPackageRuns(text).reduce((sum, { bytes }) => sum + bytes, 0)).toBe(text.length)
        },
      ),
    )
  })
})

const KERNEL_LOG = [
  '6,900,5000000,-;eth0: link up\n SUBSYSTEM=net',
  '6,901,8123456,-;oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/system.slice/db.service,task_memcg=/system.slice/db.service,task=mysqld,pid=812,uid=27',
  '3,902,8123999,-;Memory cgroup out of memory: Killed process 812 (mysqld) total-vm:2048kB, anon-rss:1024kB, file-rss:0kB, shmem-rss:0kB, UID:27 pgtables:76kB oom_score_adj:0',
  '3,903,9000000,-;Out of memory: Killed process 77 (a) b (c)) total-vm:1kB',
]

describe('the log of the kernel', () => {
  it('names who was killed and whose limit was reached', () => {
    expect(oomKillsOf(KERNEL_LOG)).toMatchObject([
      { sequence: 902, sinceBootMs: 8123, pid: 812, process: 'mysqld', cgroup: '/system.slice/db.service' },
      { sequence: 903, sinceBootMs: 9000, pid: 77, process: 'a) b (c)', cgroup: null },
    ])
  })
})

describe('unit files', () => {
  it('give the settings of a section, and an empty value takes others back', () => {
    const text =
      '# c\n[Unit]\nOnCalendar=no\n[Timer]\nOnCalendar=daily\nOnCalendar=\nOnCalendar=*-*-* 6:00\nPersistent=true\n'
    expect(settingsOf(text, 'Timer').get('OnCalendar')).toEqual(['*-*-* 6:00'])
  })

  it.each([
    ['60m', 3_600_000],
    ['12h', 43_200_000],
    ['60', 60_000],
    ['1h 30min', 5_400_000],
    ['1d', 86_400_000],
    ['soon', null],
    ['5 parsecs', null],
    ['', null],
  ])('a span of %s is %s ms', (text, expected) => {
    expect(parseTimeSpanMs(text)).toBe(expected)
  })
})

const SYSTEMCTL_SHOW = `Id=apt-daily-upgrade.timer
Unit=apt-daily-upgrade.service
LastTriggerUSec=Sat 2026-11-21 06:31:12 UTC
NextElapseUSecRealtime=Sun 2026-11-22 06:44:03 UTC
TimersCalendar={ OnCalendar=*-*-* 06:00:00 ; next_elapse=Sun 2026-11-22 06:44:03 UTC }
RandomizedDelayUSec=1h
Persistent=yes

Id=systemd-tmpfiles-clean.timer
Unit=systemd-tmpfiles-clean.service
LastTriggerUSec=n/a
TimersMonotonic={ OnBootUSec=15min ; next_elapse=15min }
TimersMonotonic={ OnUnitActiveUSec=1d ; next_elapse=0 }
`

describe('systemctl show', () => {
  it('is a block for each unit', () => {
    const [first, second] = unitsOf(SYSTEMCTL_SHOW)
    expect(first?.get('Id')).toEqual(['apt-daily-upgrade.timer'])
    expect(calendarsOf(first?.get('TimersCalendar') ?? [])).toEqual(['*-*-* 06:00:00'])
    expect(parseStampMs(first?.get('LastTriggerUSec')?.[0])).toBe(Date.parse('2026-11-21T06:31:12Z'))
    expect(monotonicOf(second?.get('TimersMonotonic') ?? [])).toEqual([
      'OnBootSec=15min',
      'OnUnitActiveSec=1d',
    ])
    expect(parseStampMs(second?.get('LastTriggerUSec')?.[0])).toBeNull()
  })
})

describe('crontabs', () => {
  it('give what runs when, as whom and in which zone', () => {
    const text = `SHELL=/bin/sh
# m h dom mon dow user command
17 *\t* * *\troot\tcd / && run-parts --report /etc/cron.hourly
CRON_TZ="Europe/Berlin"
@daily backup /usr/bin/dump % -input
nonsense
`
    expect(parseCrontab(text, true)).toEqual([
      {
        when: '17 * * * *',
        user: 'root',
        command: 'cd / && run-parts --report /etc/cron.hourly',
        zone: null,
      },
      { when: '@daily', user: 'backup', command: '/usr/bin/dump', zone: 'Europe/Berlin' },
    ])
    expect(parseCrontab('0 4 * * 1 /bin/x', false)).toMatchObject([{ user: null, command: '/bin/x' }])
  })

  it('and the log says when, with a year or without', () => {
    const nowMs = Date.parse('2026-01-02T00:00:00Z')
    const lines = [
      'Dec 31 04:17:01 web CRON[12]: (root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
      '2026-01-01T04:00:00.5+01:00 web CRON[13]: (backup) CMD (/usr/bin/dump)',
      'Jan  1 05:00:00 web sshd[1]: (root) CMD (/bin/false)',
    ]
    expect(cronStartsOf(lines, nowMs)).toEqual([
      {
        time: { clockMs: Date.parse('2025-12-31T04:17:01Z') },
        user: 'root',
        command: 'cd / && run-parts --report /etc/cron.hourly',
      },
      { time: { momentMs: Date.parse('2026-01-01T03:00:00Z') }, user: 'backup', command: '/usr/bin/dump' },
    ])
  })
})

describe('hostile text', () => {
  it('throws nowhere, and leaves every event short and readable', () => {
    const text = fc.string({ unit: 'binary', maxLength: 3000 })
    fc.assert(
      fc.property(text, (garbage) => {
        oomKillsOf([garbage, `3,9,9,-;Killed process 1 (${garbage}) total-vm:1kB`])
        cronStartsOf([garbage], 0)
        parseCrontab(garbage, true)
        unitsOf(garbage)
        settingsOf(garbage, 'Timer')
        const event: AgentEvent = {
          startMs: 0,
          endMs: null,
          source: 'kernel',
          kind: 'oom-kill',
          name: garbage,
          text: garbage,
          attributes: { process: garbage },
        }
        const readable = readableEvent(event)
        expect(readable.name.length).toBeLessThanOrEqual(120)
        expect(readable.name).not.toBe('')
        expect(JSON.stringify(readable)).not.toMatch(/\\u0000|\\ud[89a-f]/i)
      }),
    )
  })
})

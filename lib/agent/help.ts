export const HELP = `usescope-agent: measures this machine and sends it to a usescope server.

Usage: node agent.mjs [options]

  --url URL          the server (default http://127.0.0.1:3000)
  --interval SECONDS how often to measure, on multiples of it (default 10)
  --node NAME        what this machine is called (default: its host name)
  --cluster NAME     which cluster it belongs to
  --label NAME=VALUE a label of this machine; may be given several times
  --token-file FILE  holds the ingest token, read again for each request
                     (or set USESCOPE_TOKEN)
  --buffer-dir DIR   where unsent batches wait (default: STATE_DIRECTORY, else
                     /var/lib/usescope-agent for root, else the user's state folder)
  --buffer-mib MIB   how much may wait there (default 256)
  --root-proc DIR    read this instead of /proc
  --root-sys DIR     read this instead of /sys
  --root-etc DIR     read this instead of /etc
  --root-fs DIR      where the root of the machine is mounted; with --root-proc
                     and without this, filesystems are not measured and neither
                     logs nor timers are read
  --probe HOST:PORT  where other nodes reach this one; the server then names some of
                     its cluster that did the same, and it connects to them each time
                     (or set USESCOPE_PROBE; off unless given)
  --probe-peers FILE the same with a list of your own, a line each: name host:port
  --probe-degree N   how many of them, and by how many each is probed (default 3)
  --probe-network    allow peers beyond this machine
  --once             measure and send once, without events; the exit code says
                     whether it was taken
  --print            print what would be sent as JSON and send nothing
  --help             show this

A server that is away or busy loses nothing: batches wait in DIR, also over restarts,
and are sent again in order. When MIB is full the oldest are dropped first; the default
holds a day of batches of 30 kB each, several times what most machines make. Where DIR
cannot be written, 8 MiB wait in memory. A batch that the server refuses (4xx) is dropped
with a message that says why.
`

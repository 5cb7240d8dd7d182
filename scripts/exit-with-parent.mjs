// Loaded before a child's own program: a parent that was killed cannot stop its children, so they stop themselves.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()

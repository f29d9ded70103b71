import { embeddedLimits } from '../../limits/embedded-limits.ts'

export interface SettingsOptions {
  socketFolder: string
  port: number
  /** False only where losing everything in a crash is fine: tests that do not crash anything. */
  durable: boolean
}

/** The whole of `postgresql.conf`, written anew at every start. */
export function postgresqlConf({ socketFolder, port, durable }: SettingsOptions): string {
  const durability = durable ? 'on' : 'off'
  return `# Written by Fullhouse at every start. Put settings of your own into custom.conf beside this file.

# Reached through a private Unix socket only; nothing listens on the network.
listen_addresses = ''
unix_socket_directories = '${socketFolder.replaceAll("'", "''")}'
unix_socket_permissions = 0700
port = ${port}
max_connections = ${embeddedLimits.maxConnections}

# What a customer was told must survive a power cut: a commit returns when it is on disk.
fsync = ${durability}
synchronous_commit = ${durability}
full_page_writes = ${durability}

# A sale's hot rows and indexes are small; 256 MB holds them all and leaves the machine to the server.
shared_buffers = ${embeddedLimits.sharedBuffersMb}MB
effective_cache_size = 1GB
work_mem = 8MB
maintenance_work_mem = 64MB
random_page_cost = 1.1

# A rush writes much log in a minute. Few checkpoints mean few whole pages in it, and compressing those is cheaper than
# writing them to a disk; the price is a longer recovery, which replays about 100 MB a second.
max_wal_size = ${embeddedLimits.maxWalMb}MB
min_wal_size = 256MB
checkpoint_timeout = 15min
wal_compression = ${durability}

# Our statements take well under a millisecond; compiling them takes longer than running them.
jit = off

# Claims and holds are rewritten all the time; a look every ten seconds keeps them from growing.
autovacuum_naptime = 10s

timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
# Values of statements are people's names and addresses: they stay out of the log.
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
log_min_error_statement = panic
log_error_verbosity = terse
log_checkpoints = off

include_if_exists = 'custom.conf'
`
}

/** Whoever can open the socket is the server's own user (or root), so there is no password to keep anywhere. */
export const pgHbaConf = `# Written by Fullhouse at every start.
local all all trust
`

const MIB = 1024 ** 2;

export type Machine = {
  readonly memoryBytes: number;
  /** Free space of the shared memory file system; null where there is none to run out of. */
  readonly sharedMemoryBytes: number | null;
  readonly compression: "lz4" | "pglz";
};

/**
 * Server settings for a laptop with 2–4 cores that does other things too. Nothing here touches durability (fsync,
 * synchronous_commit, full_page_writes): by PostgreSQL's defaults a commit survives a power cut.
 */
export function serverSettings(machine: Machine): Record<string, string> {
  const roomy = machine.memoryBytes >= 4096 * MIB;
  const sharedBuffersMib = roomy ? 512 : Math.max(32, Math.floor(machine.memoryBytes / MIB / 8));
  return {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: "",
    max_connections: "60",
    shared_buffers: `${sharedBuffersMib}MB`,
    work_mem: roomy ? "32MB" : "8MB",
    maintenance_work_mem: roomy ? "256MB" : "64MB",
    effective_cache_size: `${Math.max(sharedBuffersMib, Math.floor(machine.memoryBytes / MIB / 2))}MB`,
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    wal_level: "minimal",
    max_wal_senders: "0",
    wal_compression: machine.compression,
    default_toast_compression: machine.compression,
    random_page_cost: "1.1",
    effective_io_concurrency: "32",
    jit: "off",
    autovacuum: "on",
    // A query over every month touches each partition and its indexes, and locks them all.
    max_locks_per_transaction: "256",
    // Containers often have 64 MB of it, which a parallel query outgrows.
    ...(isScarce(machine.sharedMemoryBytes) ? { dynamic_shared_memory_type: "mmap" } : {}),
    timezone: "UTC",
    log_timezone: "UTC",
    lc_messages: "C",
    log_line_prefix: "%m [%p] ",
  };
}

const isScarce = (bytes: number | null): boolean => bytes !== null && bytes < 512 * MIB;

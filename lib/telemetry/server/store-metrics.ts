import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { Metric } from "../prometheus-text";
import { HEARTBEAT } from "./get-readiness";

const Figures = z.object({
  files: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  quarantined: z.number(),
  bytes: z.number(),
  heartbeat: z.number().nullable(),
  hasQueue: z.boolean(),
});
const Queue = z.object({ waiting: z.number(), running: z.number(), dead: z.number() });

/** What the store holds, what waits to be loaded, and how busy the connections of this process are. */
export async function storeMetrics({ pool }: Pick<Context, "pool">): Promise<Metric[]> {
  const figures = await firstRow(
    pool,
    Figures,
    sql`
      select count(*)::float8 as files, coalesce(sum(stored), 0)::float8 as stored,
        coalesce(sum(duplicates), 0)::float8 as duplicates, coalesce(sum(quarantined), 0)::float8 as quarantined,
        pg_database_size(current_database())::float8 as bytes,
        (select extract(epoch from (value #>> '{}')::timestamptz)::float8 from setting where key = ${HEARTBEAT}) as heartbeat,
        to_regclass('graphile_worker.jobs') is not null as "hasQueue"
      from log_file`,
  );
  const queue = figures?.hasQueue
    ? await firstRow(
        pool,
        Queue,
        sql`
          select count(*) filter (where locked_at is null and attempts < max_attempts)::float8 as waiting,
            count(*) filter (where locked_at is not null)::float8 as running,
            count(*) filter (where locked_at is null and attempts >= max_attempts)::float8 as dead
          from graphile_worker.jobs`,
      )
    : null;
  return [...ofStore(figures), ...ofQueue(queue), ofPool(pool)];
}

function ofStore(figures: z.infer<typeof Figures> | null): Metric[] {
  if (figures === null) return [];
  const { stored, duplicates, quarantined, files, bytes, heartbeat } = figures;
  const gauge = (name: string, help: string, value: number): Metric => ({
    name,
    help,
    type: "gauge",
    samples: [{ value }],
  });
  return [
    {
      name: "wakeline_records",
      help: "Records of all log files, by what became of them.",
      type: "gauge",
      samples: Object.entries({ stored, duplicate: duplicates, quarantined }).map(([outcome, value]) => ({
        labels: { outcome },
        value,
      })),
    },
    gauge("wakeline_log_files", "Log files in the store.", files),
    gauge("wakeline_store_bytes", "Size of the database on disk, in bytes.", bytes),
    ...(heartbeat === null
      ? []
      : [gauge("wakeline_worker_heartbeat_timestamp_seconds", "When a worker last said that it lives.", heartbeat)]),
  ];
}

function ofQueue(queue: z.infer<typeof Queue> | null): Metric[] {
  const samples = Object.entries(queue ?? { waiting: 0, running: 0, dead: 0 });
  return [
    {
      name: "wakeline_jobs",
      help: "Jobs of the workers, by state; dead ones are not tried again.",
      type: "gauge",
      samples: samples.map(([state, value]) => ({ labels: { state }, value })),
    },
  ];
}

function ofPool({ totalCount, idleCount, waitingCount }: Context["pool"]): Metric {
  const states = { busy: totalCount - idleCount, idle: idleCount, waited_for: waitingCount };
  return {
    name: "wakeline_pool_connections",
    help: "Connections of this process to PostgreSQL, and requests that wait for one.",
    type: "gauge",
    samples: Object.entries(states).map(([state, value]) => ({ labels: { state }, value })),
  };
}

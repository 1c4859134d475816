import { z } from "zod";
import { firstRow, sql } from "@/lib/db/sql";
import { getStore } from "@/lib/db/store";
import { countMigrations } from "@/prisma/count-migrations";

/** Where the workers write down that they live. */
export const HEARTBEAT = "worker-heartbeat";
const FRESH_SECONDS = 30;

/** What a load balancer or an orchestrator asks; says nothing else to strangers. */
export type Readiness = {
  readonly ready: boolean;
  readonly database: boolean;
  readonly migrations: boolean;
  readonly worker: boolean;
};

const Row = z.object({ migrations: z.number(), worker: z.boolean() });

/** Whether the database answers, is of this version's schema, and has a worker that lives. */
export async function getReadiness(): Promise<Readiness> {
  try {
    const { pool } = await getStore();
    const row = await firstRow(
      pool,
      Row,
      sql`
        select count(*)::int as migrations,
          coalesce((select (value #>> '{}')::timestamptz > now() - make_interval(secs => ${FRESH_SECONDS})
            from setting where key = ${HEARTBEAT}), false) as worker
        from _prisma_migrations where finished_at is not null and rolled_back_at is null`,
    );
    const migrations = row?.migrations === (await countMigrations());
    const worker = row?.worker === true;
    return { ready: migrations && worker, database: true, migrations, worker };
  } catch {
    return { ready: false, database: false, migrations: false, worker: false };
  }
}

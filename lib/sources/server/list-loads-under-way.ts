import { z } from "zod";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { loadsUnderWay } from "../s3-contract";
import { SILENT_AFTER_MS } from "../run-condition";

type Output = z.input<typeof loadsUnderWay.output>;

const SHOWN_MAX = 20;
const Row = z.object({
  id: z.string(),
  source: z.string(),
  files: z.number(),
  filesTotal: z.number().nullable(),
  firstDay: z.string().nullable(),
  lastDay: z.string().nullable(),
});

/** The runs that load now: what they have not loaded is missing on every page. */
export async function listLoadsUnderWay({ pool }: Pick<Context, "pool">): Promise<Output> {
  const loads = await rows(
    pool,
    Row,
    sql`
      select r.id, r.source, r.files + r.skipped as files, r.files_total as "filesTotal", o.first as "firstDay", o.last as "lastDay"
      from ingest_run r
      left join lateral (
        select (select day from s3_object where run_id = r.id and done_at is null order by day limit 1) as first,
          (select day from s3_object where run_id = r.id and done_at is null order by day desc limit 1) as last
      ) o on r.kind = 's3'
      where r.state in ('queued', 'running') and r.kind in ('cli', 'upload', 'demo', 's3')
        and r.heartbeat_at > now() - make_interval(secs => ${SILENT_AFTER_MS / 1000})
      order by r.started_at limit ${SHOWN_MAX}`,
  );
  return { loads };
}

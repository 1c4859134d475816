import { z } from "zod";
import { isUuid } from "@/lib/base/is-uuid";
import type { Context } from "@/lib/context";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { UploadFileRow, type uploadFiles } from "../upload-contract";

type Input = z.output<typeof uploadFiles.input>;
type Output = z.input<typeof uploadFiles.output>;

/** One page of an upload's files by name, each with what became of it. */
export async function listUploadFiles({ pool }: Pick<Context, "pool">, input: Input): Promise<Output> {
  const ofState = input.state === null ? sql`true` : sql`u.state = ${input.state}`;
  const start =
    input.cursor !== null && isUuid(input.cursor)
      ? sql`and (u.name, u.id) > (select a.name, a.id from upload_file a where a.id = ${input.cursor})`
      : sql``;
  const [found, count] = await Promise.all([
    rows(
      pool,
      UploadFileRow,
      sql`
        select u.id, u.name, u.announced_bytes::float8 as "announcedBytes", u.received_bytes::float8 as "receivedBytes", u.sha256,
          u.state, u.reason, u.records, u.stored, u.duplicates, u.quarantined
        from upload_file u where u.run_id = ${input.runId} and ${ofState} ${start}
        order by u.name, u.id limit ${input.limit + 1}`,
    ),
    firstRow(
      pool,
      z.object({ matching: z.number() }),
      sql`select count(*)::float8 as matching from upload_file u where u.run_id = ${input.runId} and ${ofState}`,
    ),
  ]);
  const page = found.slice(0, input.limit);
  const last = found.length > input.limit ? page[page.length - 1] : undefined;
  return { rows: page, next: last?.id ?? null, matching: count?.matching ?? 0 };
}

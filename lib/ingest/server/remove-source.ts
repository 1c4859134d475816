import type { Pool } from "pg";
import { inTransaction } from "@/lib/db/in-transaction";

/** Removes what is left of a source once its log files are gone: its digests, its sinks and its name, which a load that runs keeps. */
export async function removeSource(pool: Pool, id: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("delete from digest_file where source_id = $1", [id]);
    // What was verified by digests that nobody else delivered is unverified again.
    await client.query(
      "delete from log_file_integrity i using digest d where i.digest_id = d.id and not exists (select from digest_file f where f.digest_id = d.id)",
    );
    await client.query("delete from digest d where not exists (select from digest_file f where f.digest_id = d.id)");
    await client.query("delete from delivered_file d using sink s where d.sink_id = s.id and s.source_id = $1", [id]);
    await client.query("delete from digest_sink d using sink s where d.sink_id = s.id and s.source_id = $1", [id]);
    await client.query("delete from sink where source_id = $1", [id]);
    await client.query(
      `delete from source s where id = $1
         and not exists (select from log_file where source_id = s.id) and not exists (select from log_file_location where source_id = s.id)`,
      [id],
    );
  });
}

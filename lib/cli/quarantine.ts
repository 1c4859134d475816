import { z } from "zod";
import { rows, sql } from "@/lib/db/sql";
import { openStore } from "@/lib/db/store";
import type { Io } from "./io";

const PAGE = 1_000;
const Row = z.object({ id: z.number(), file: z.string(), index: z.number(), reason: z.string(), detail: z.string() });

/** `wakeline quarantine`: the records that could not be stored, a line each. */
export async function quarantineCommand(_args: readonly string[], io: Io): Promise<number> {
  const store = await openStore({ max: 2, applicationName: "wakeline quarantine" });
  try {
    let after = { id: 0, index: -1 };
    for (;;) {
      const page = await rows(
        store.pool,
        Row,
        sql`
          select q.log_file_id as id, q.record_index as index, q.reason, q.detail,
            (select min(path) from log_file_location l where l.log_file_id = q.log_file_id) as file
          from quarantine q
          where (q.log_file_id, q.record_index) > (${after.id}, ${after.index})
          order by q.log_file_id, q.record_index limit ${PAGE}`,
      );
      for (const { file, index, reason, detail } of page) {
        io.stdout(
          io.json ? JSON.stringify({ file, index, reason, detail }) : `${file}, record ${index}: ${reason}: ${detail}`,
        );
      }
      const last = page.at(-1);
      if (!last || page.length < PAGE) return 0;
      after = { id: last.id, index: last.index };
    }
  } finally {
    await store.close();
  }
}

import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "@/lib/db/sql";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";
import { readWhere } from "./read-uses";

const ROOT = join(import.meta.dirname, "..", "..", "..", "..", "shared", "datasets");
const isThere = existsSync(ROOT);
if (!isThere) process.stdout.write(`skipped: no records written by others at ${ROOT}\n`);

describe.skipIf(!isThere)("records written by others, stored", () => {
  let store: TestDatabase;
  beforeAll(async () => {
    store = await testDatabase();
    await ingestPaths(store, {
      kind: "cli",
      source: "others",
      actorName: "test",
      paths: [ROOT],
      loaders: 1,
      signal: new AbortController().signal,
    });
  }, 120_000);
  afterAll(() => store.close(), 60_000);

  it("make no identity of two accounts or two unique ids", async () => {
    const { rows } = await store.pool.query<{ id: string; accounts: number; ids: number }>(
      `select pi.identity_id as id, count(distinct coalesce(p.account, ''))::int as accounts, count(distinct p.unique_id)::int as ids
       from principal_identity pi join principal p on p.id = pi.principal_id group by 1`,
    );
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter(({ accounts, ids }) => accounts > 1 || ids > 1)).toEqual([]);
  });

  it("lead from every credential to its beginning or say why not, and by grades A and B only over what a record says was issued", async () => {
    const uses = await readWhere(store.ctx, sql`credential c`);
    expect(uses.length).toBeGreaterThan(50);
    const issued = await store.pool.query<{ id: string; key: string | null }>(
      "select event_id::text as id, issued_key as key from issuance",
    );
    const wrong: unknown[] = [];
    for (const { id } of (await store.pool.query<{ id: string }>("select uid as id from credential order by 1")).rows) {
      const { links, ends } = await getChain(store.ctx, { credential: id });
      if (ends === "") wrong.push({ id, ends });
      for (const { grade, mechanism, issuingEventId, to } of links) {
        const isTold = issued.rows.some((one) => one.id === issuingEventId && one.key === to);
        if ((grade === "A" || grade === "B") && mechanism !== "bearer-token" && !isTold)
          wrong.push({ id, to, mechanism });
      }
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it("are cut into tasks for every identity", async () => {
    const { rows } = await store.pool.query<{ id: string }>("select id from identity order by id");
    for (const { id } of rows) {
      const page = await listTasks(store.ctx, { identity: id, gap: null, cursor: null, limit: 50 });
      expect(page.rows.every(({ title, events }) => title !== "" && events > 0)).toBe(true);
    }
  }, 120_000);
});

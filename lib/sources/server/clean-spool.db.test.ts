import { randomUUID } from "node:crypto";
import { utimes } from "node:fs/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { cleanSpool } from "./clean-spool";
import { hasSpool, makeSpool } from "./spool";

const NOW = new Date();
const DAY_MS = 86_400_000;
let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store.close());

it("removes the files of uploads that ended, and of no other store's that may still wait", async () => {
  const [done, waiting, elsewhere, forgotten] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  for (const id of [done, waiting, elsewhere, forgotten]) await makeSpool(id);
  for (const [id, state] of [
    [done, "done"],
    [waiting, "queued"],
  ])
    await store.pool.query(
      "insert into ingest_run (id, kind, state, source, actor_name) values ($1, 'upload', $2, 'upload', 'ada')",
      [id, state],
    );
  const old = new Date(NOW.getTime() - 2 * DAY_MS);
  await utimes(await makeSpool(forgotten), old, old);
  await cleanSpool({ pool: store.pool, now: () => NOW });
  const kept = await Promise.all([done, waiting, elsewhere, forgotten].map(hasSpool));
  expect(kept).toEqual([false, true, true, false]);
});

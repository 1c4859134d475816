import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
});
afterAll(() => store.close());

/** How the planner would answer where it may not step through a table. */
async function planOf(query: string): Promise<string> {
  const client = await store.pool.connect();
  try {
    await client.query("begin; set local enable_seqscan = off");
    const { rows } = await client.query<{ "QUERY PLAN": string }>(`explain ${query}`);
    return rows.map((row) => row["QUERY PLAN"]).join("\n");
  } finally {
    await client.query("rollback");
    client.release();
  }
}

const INDEX = "activity_hour_credential";

describe("the hours of credentials", () => {
  it.each([
    ["of many", "select a.hour from unnest('{7,8}'::int[]) q (id) join ROLLUP a on a.credential_id = q.id"],
    [
      "the first of each",
      "select h.hour from credential c cross join lateral (select hour from ROLLUP where credential_id = c.id order by hour limit 1) h",
    ],
    [
      "the last of each",
      "select h.hour from credential c cross join lateral (select hour from ROLLUP where credential_id = c.id order by hour desc limit 1) h",
    ],
  ])("are found by their index through the view, and beside it are not: %s", async (_case, query) => {
    expect(await planOf(query.replace("ROLLUP", "credential_hour"))).toContain(INDEX);
    expect(await planOf(query.replace("ROLLUP", "activity_hour"))).not.toContain(INDEX);
  });
});

import { expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/test-database";
import { LISTED } from "../contract";
import { getIntegritySummary } from "./get-integrity-summary";

it("counts every stretch without digests, however many are listed, and none in which nothing was logged", async () => {
  const store = await testDatabase();
  await store.pool.query(
    `insert into digest_gap (chain, from_at, to_at, kind, missing)
     select 'chain', timestamptz '2026-01-01' + n * interval '3 hours', timestamptz '2026-01-01 02:00' + n * interval '3 hours',
       case when n <= $1 then 'digest-missing' else 'not-logging' end, null
     from generate_series(1, $1 + 7) n`,
    [LISTED + 3],
  );
  const { digestGaps, gaps } = await getIntegritySummary(store.ctx);
  expect(digestGaps).toBe(LISTED + 3);
  expect(gaps).toHaveLength(LISTED);
  expect(new Set(gaps.map(({ kind }) => kind))).toEqual(new Set(["digest-missing"]));
  await store.close();
});

import type { Pool } from "pg";
import { z } from "zod";
import { inTransaction } from "@/lib/db/in-transaction";
import { rows, sql } from "@/lib/db/sql";
import { findHoles, type HourFiles } from "../find-holes";
import type { Hole } from "../watermark";
import { readPairs, type SinkPair } from "./read-pairs";

const HOUR_MS = 3_600_000;
/** Where no delay is known: AWS says five minutes on average, and a file's stamp is up to ten later than its events. */
const LAG_MS = 15 * 60_000;

const HourRow = z.object({ account: z.string(), region: z.string(), hourMs: z.number(), files: z.number() });
type Mark = {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly basis: string;
  readonly holes: readonly Hole[];
};

/**
 * Says anew, for every account and Region of sinks whose files or digests changed, how far their records are here and where
 * something is missing in between.
 */
export async function updateWatermarks(pool: Pool, sinkIds: readonly number[]): Promise<void> {
  for (const sinkId of sinkIds) {
    await countHours(pool, sinkId);
    const hours = await readHours(pool, sinkId);
    const sink = new Map<number, number>();
    for (const own of hours.values()) for (const [hour, files] of own) sink.set(hour, (sink.get(hour) ?? 0) + files);
    const pairs = await readPairs(pool, sinkId);
    const marks = pairs.flatMap((pair) => {
      const mark = markOf(pair, hours.get(pairKey(pair)) ?? new Map<number, number>(), sink);
      return mark ? [{ ...pair, ...mark }] : [];
    });
    await keep(pool, sinkId, marks);
  }
}

const pairKey = ({ account, region }: { account: string; region: string }): string => `${account} ${region}`;

function markOf(pair: SinkPair, own: HourFiles, sink: HourFiles): Mark | null {
  if (!pair.isLayout) {
    const { firstEventMs, lastEventMs } = pair;
    return firstEventMs === null || lastEventMs === null
      ? null
      : { fromMs: firstEventMs, untilMs: lastEventMs, basis: "events", holes: pair.holes };
  }
  const lagMs = pair.lagP99Ms ?? LAG_MS;
  const firstMs = pair.firstPublishMs ?? pair.digestsFromMs;
  const heardMs = Math.max(pair.sinkLastPublishMs ?? 0, pair.digestsToMs ?? 0);
  if (firstMs === null || heardMs === 0) return null;
  const isSigned = pair.digestsFromMs !== null && pair.digestsFromMs <= firstMs + 2 * HOUR_MS;
  // The digest of the newest hour comes an hour later: until then, nothing proves that hour.
  const isDigestDue = isSigned && pair.digestsToMs !== null && heardMs - pair.digestsToMs < 2 * HOUR_MS;
  const lastMs = isDigestDue ? (pair.digestsToMs ?? heardMs) : heardMs;
  const fromMs = (isSigned ? Math.min(firstMs, pair.digestsFromMs ?? firstMs) : firstMs) - (pair.lagP50Ms ?? 0);
  const untilMs = Math.max(fromMs, lastMs - lagMs);
  const quiet = findHoles({
    own,
    sink,
    fromMs: hourOf(firstMs) + HOUR_MS,
    toMs: hourOf(pair.sinkLastPublishMs ?? firstMs),
  });
  const holes = [...quiet.map((hole) => earlier(hole, lagMs)), ...pair.holes.map((hole) => earlier(hole, lagMs))]
    .filter((hole) => hole.toMs > fromMs && hole.fromMs < untilMs)
    .toSorted((a, b) => a.fromMs - b.fromMs || (a.kind < b.kind ? -1 : 1));
  return { fromMs, untilMs, basis: isSigned ? "digests" : "file-names", holes };
}

const hourOf = (ms: number): number => Math.floor(ms / HOUR_MS) * HOUR_MS;

/** What was published in an hour happened up to the usual delay before it; of what was dropped the times of the events are known. */
function earlier(hole: Hole, lagMs: number): Hole {
  return hole.kind === "dropped" ? hole : { ...hole, fromMs: hole.fromMs - lagMs };
}

async function countHours(pool: Pool, sinkId: number): Promise<void> {
  await inTransaction(pool, async (client) => {
    await client.query("delete from delivery_hour where sink_id = $1", [sinkId]);
    await client.query(
      `insert into delivery_hour (sink_id, account, region, hour, files)
       select sink_id, account, region, date_trunc('hour', publish_time), count(*) from delivered_file
       where sink_id = $1 and publish_time is not null group by 1, 2, 3, 4`,
      [sinkId],
    );
  });
}

async function readHours(pool: Pool, sinkId: number): Promise<Map<string, Map<number, number>>> {
  const found = await rows(
    pool,
    HourRow,
    sql`select account, region, extract(epoch from hour)::float8 * 1000 as "hourMs", files from delivery_hour where sink_id = ${sinkId}`,
  );
  const hours = new Map<string, Map<number, number>>();
  for (const row of found) {
    const own = hours.get(pairKey(row)) ?? new Map<number, number>();
    own.set(row.hourMs, row.files);
    hours.set(pairKey(row), own);
  }
  return hours;
}

async function keep(pool: Pool, sinkId: number, marks: readonly (SinkPair & Mark)[]): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows: sinks } = await client.query<{ mark: string | null }>(
      "select watermark_of as mark from sink where id = $1 for update",
      [sinkId],
    );
    await client.query("delete from watermark where sink_id = $1", [sinkId]);
    // Files of it were removed while these were counted: the next one counts again.
    if ((sinks[0]?.mark ?? null) === null) return;
    await client.query(
      `insert into watermark (sink_id, account, region, from_at, until_at, basis, files, lag_p50_ms, lag_p99_ms, holes)
       select $1, account, region, to_timestamp("fromMs" / 1000), to_timestamp("untilMs" / 1000), basis, files, "lagP50Ms", "lagP99Ms", holes
       from jsonb_to_recordset($2) as m (account text, region text, "fromMs" float8, "untilMs" float8, basis text, files int, "lagP50Ms" float8,
         "lagP99Ms" float8, holes jsonb)`,
      [sinkId, JSON.stringify(marks)],
    );
  });
}

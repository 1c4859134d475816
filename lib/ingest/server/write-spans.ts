import type { PoolClient } from "pg";
import { LAG_CLASSES, lagClass } from "../delivery-lag";
import type { Unit } from "./batch";
import { type EventRows, REFERENCE_AT } from "./event-rows";

type Span = {
  fileId: number;
  account: number;
  region: number;
  firstMs: number;
  lastMs: number;
  records: number;
  lags: number[];
};
type Files = { readonly units: readonly Unit[]; readonly fileIdOf: (owner: number) => number };

/** Writes down from when to when each log file has events of which account and Region, and how late it was published. */
export async function writeSpans(
  client: PoolClient,
  rows: EventRows,
  { wanted, units, fileIdOf }: Files & { readonly wanted: readonly number[] },
): Promise<void> {
  const spans = new Map<string, Span>();
  for (const row of wanted) addRow(spans, rows, { row, units, fileIdOf });
  if (spans.size > 0) await client.query(KEEP, [JSON.stringify([...spans.values()])]);
}

function addRow(spans: Map<string, Span>, rows: EventRows, { row, units, fileIdOf }: Files & { row: number }): void {
  const owner = rows.owners[row] ?? 0;
  const account = rows.idOf(row, REFERENCE_AT.account);
  const region = rows.idOf(row, REFERENCE_AT.region);
  const timeMs = rows.timesMs[row] ?? 0;
  const fileId = fileIdOf(owner);
  const key = `${fileId} ${account} ${region}`;
  let span = spans.get(key);
  if (!span) {
    span = { fileId, account, region, firstMs: timeMs, lastMs: timeMs, records: 0, lags: [] };
    spans.set(key, span);
  }
  span.records += 1;
  span.firstMs = Math.min(span.firstMs, timeMs);
  span.lastMs = Math.max(span.lastMs, timeMs);
  const publishMs = units[owner]?.publishTimeMs ?? null;
  if (publishMs === null) return;
  if (span.lags.length === 0) span.lags = Array.from({ length: LAG_CLASSES }, () => 0);
  const at = lagClass(publishMs - timeMs);
  span.lags[at] = (span.lags[at] ?? 0) + 1;
}

/** What a later batch brings of the same file is added. */
const KEEP = `
  insert into log_file_span as s (log_file_id, account_id, region_id, first_at, last_at, records, lags)
  select "fileId", account, region, to_timestamp("firstMs" / 1000), to_timestamp("lastMs" / 1000), records, lags
  from jsonb_to_recordset($1) as x ("fileId" int, account int, region smallint, "firstMs" float8, "lastMs" float8, records int, lags int[])
  order by 1, 2, 3
  on conflict (log_file_id, account_id, region_id) do update set
    first_at = least(s.first_at, excluded.first_at), last_at = greatest(s.last_at, excluded.last_at), records = s.records + excluded.records,
    lags = case when cardinality(s.lags) = cardinality(excluded.lags)
      then array(select a + b from unnest(s.lags, excluded.lags) with ordinality as t (a, b, n) order by n) else s.lags end`;

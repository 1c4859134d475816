import type { PoolClient } from "pg";
import { LAG_CLASSES, lagClass } from "../delivery-lag";
import type { Unit } from "./batch";
import { type EventRows, REFERENCE_AT as AT } from "./event-rows";
import { IntKeys } from "./int-keys";

/** File, account and Region: the key of `log_file_span`. */
const KEYS = 3;

type Span = { readonly firstMs: number; readonly lastMs: number; readonly records: number; readonly lags: number[] };
type Wanted = {
  readonly wanted: readonly number[];
  readonly units: readonly Unit[];
  /** The log file of each unit. */
  readonly fileIds: Int32Array;
};

/** Writes down from when to when each log file has events of which account and Region, and how late it was published. */
export async function writeSpans(client: PoolClient, rows: EventRows, some: Wanted): Promise<void> {
  if (some.wanted.length === 0) return;
  const { keys, spans } = spansOf(rows, some);
  const written = keys.inOrder().map((at) => ({
    fileId: keys.part(at, 0),
    account: keys.part(at, 1),
    region: keys.part(at, 2),
    ...spans[at],
  }));
  await client.query(KEEP, [JSON.stringify(written)]);
}

function spansOf(
  rows: EventRows,
  { wanted, units, fileIds }: Wanted,
): { readonly keys: IntKeys; readonly spans: Span[] } {
  const keys = new IntKeys(KEYS, wanted.length);
  const publishedMs = Float64Array.from(units, ({ publishTimeMs }) => publishTimeMs ?? Number.NaN);
  const spans: { firstMs: number; lastMs: number; records: number; lags: number[] }[] = [];
  for (const row of wanted) {
    const owner = rows.owners[row] ?? 0;
    const timeMs = rows.timesMs[row] ?? 0;
    const publishMs = publishedMs[owner] ?? Number.NaN;
    keys.wanted[0] = fileIds[owner] ?? 0;
    keys.wanted[1] = rows.idOf(row, AT.account);
    keys.wanted[2] = rows.idOf(row, AT.region);
    const span = (spans[keys.find()] ??= { firstMs: timeMs, lastMs: timeMs, records: 0, lags: [] });
    span.records += 1;
    if (timeMs < span.firstMs) span.firstMs = timeMs;
    if (timeMs > span.lastMs) span.lastMs = timeMs;
    if (!Number.isNaN(publishMs)) addLag(span.lags, publishMs - timeMs);
  }
  return { keys, spans };
}

function addLag(lags: number[], lagMs: number): void {
  while (lags.length < LAG_CLASSES) lags.push(0);
  const at = lagClass(lagMs);
  lags[at] = (lags[at] ?? 0) + 1;
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

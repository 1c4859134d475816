import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { Watermark } from "../watermark";

/**
 * How far every account and Region is here from each of its sinks, as it was after the last files came. What a source leaves out counts
 * where it does not deliver the files of CloudTrail themselves: those leave out nothing that their trail recorded.
 */
export async function listWatermarks({ pool }: Pick<Context, "pool">): Promise<{ watermarks: Watermark[] }> {
  const watermarks = await rows(
    pool,
    Watermark,
    sql`
      select w.sink_id as "sinkId", case when k.place = '' then s.name else k.place end as sink, s.name as source, w.account, a.name as "accountName",
        w.region, extract(epoch from w.from_at)::float8 * 1000 as "fromMs", extract(epoch from w.until_at)::float8 * 1000 as "untilMs", w.basis,
        case when k.place <> '' then '{}' when s.leaves_out <> '{}' then s.leaves_out else array['unknown'] end as "leavesOut", w.files,
        w.lag_p50_ms as "lagP50Ms", w.lag_p99_ms as "lagP99Ms", w.holes
      from watermark w join sink k on k.id = w.sink_id join source s on s.id = k.source_id left join account a on a.account = w.account
      order by sink, source, w.account, w.region`,
  );
  return { watermarks };
}

import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { resourceHref } from "@/lib/resources/search-params";
import type { SeedHit } from "@/lib/seed/contract";

const Found = z.object({
  indicator: z.string(),
  key: z.string(),
  type: z.string(),
  first: z.date().nullable(),
  last: z.date().nullable(),
});

/** Short names are looked for at the end of ARNs only while few are asked for: that reads every resource. */
const BY_ENDING_MAX = 25;
const FOUND_MAX = 1000;

/** Resources by ARN, name, `bucket/key`, `s3://…` or our id; first and last touch as what was acted on or in passing. */
export async function findResourceHits(ctx: Context, indicators: readonly string[]): Promise<SeedHit[]> {
  const byEnding = indicators.filter((text) => !text.startsWith("arn:") && text.length > 2).slice(0, BY_ENDING_MAX);
  const found = await rows(
    ctx.pool,
    Found,
    sql`
      with hit as (
        select q.indicator, r.id, r.key, r.type from unnest(${[...indicators]}::text[], ${indicators.map(inS3)}::text[]) q (indicator, path)
        join resource r on r.key = q.indicator or r.key = 'arn:aws:s3:::' || q.path or r.uid::text = lower(q.indicator)
        union
        select q.indicator, r.id, r.key, r.type from unnest(${byEnding}::text[], ${byEnding.map(likeLiteral)}::text[]) q (indicator, name)
        join resource r on r.parent_id is null and (r.key like '%:' || q.name or r.key like '%/' || q.name or r.key like '%:secret:' || q.name || '-______')
        limit ${FOUND_MAX}
      )
      select h.indicator, h.key, max(h.type) as type, min(t.first) as first, max(t.last) as last
      from hit h cross join lateral (
        select least(
            (select min(event_time) from event where resource_id = h.id), (select min(event_time) from event_resource where resource_id = h.id)) as first,
          greatest(
            (select max(event_time) from event where resource_id = h.id), (select max(event_time) from event_resource where resource_id = h.id)) as last
      ) t
      group by h.indicator, h.key order by max(t.last) desc nulls last, h.key`,
  );
  return found.map((one) => ({
    indicator: one.indicator,
    kind: "resource",
    label: one.key,
    note: one.type === "" ? null : one.type,
    firstMs: one.first?.getTime() ?? null,
    lastMs: one.last?.getTime() ?? null,
    events: null,
    href: resourceHref(one.key),
    profileHref: null,
  }));
}

function inS3(text: string): string {
  return text.startsWith("s3://") ? text.slice("s3://".length) : text;
}

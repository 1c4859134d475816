import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import type { Overview } from "../contract";
import { lastDays } from "../last-days";
import { findLastRun } from "./find-last-run";
import { listMostActive } from "./list-most-active";

type OverviewContext = Pick<Context, "pool" | "db">;

const DAYS = 14;
const IDENTITIES = 8;

/** What the store holds, what came last, and who was busiest: from counters and rollups only, never from events. */
export async function getOverview(ctx: OverviewContext): Promise<Overview> {
  const [totals, span, lastRun] = await Promise.all([readTotals(ctx), readSpan(ctx), findLastRun(ctx)]);
  const days = span.newest === null ? [] : lastDays(span.newest.getTime(), DAYS);
  const mostActive = await listMostActive(ctx, { days, limit: IDENTITIES });
  return {
    totals,
    oldestEventAt: span.oldest?.toISOString() ?? null,
    newestEventAt: span.newest?.toISOString() ?? null,
    lastRun,
    days,
    mostActive,
  };
}

const Totals = z.object({
  files: z.number(),
  records: z.number(),
  stored: z.number(),
  duplicates: z.number(),
  quarantined: z.number(),
  identities: z.number(),
  accounts: z.number(),
});

async function readTotals({ pool }: OverviewContext): Promise<Overview["totals"]> {
  const row = await firstRow(
    pool,
    Totals,
    sql`
      select count(*)::int as files,
             coalesce(sum(records), 0)::float8 as records,
             coalesce(sum(stored), 0)::float8 as stored,
             coalesce(sum(duplicates), 0)::float8 as duplicates,
             coalesce(sum(quarantined), 0)::float8 as quarantined,
             (select count(*)::int from identity) as identities,
             (select count(*)::int from account where account ~ '^[0-9]{12}$') as accounts
      from log_file`,
  );
  return row ?? { files: 0, records: 0, stored: 0, duplicates: 0, quarantined: 0, identities: 0, accounts: 0 };
}

const TimeSpan = z.object({ oldest: z.date().nullable(), newest: z.date().nullable() });

async function readSpan({ pool }: OverviewContext): Promise<z.output<typeof TimeSpan>> {
  const row = await firstRow(
    pool,
    TimeSpan,
    sql`
      with bounds as materialized (select min(day) as first, max(day) as last from activity_day)
      select (select min(first_at) from activity_day where day = (select first from bounds)) as oldest,
             (select max(last_at) from activity_day where day = (select last from bounds)) as newest`,
  );
  return row ?? { oldest: null, newest: null };
}

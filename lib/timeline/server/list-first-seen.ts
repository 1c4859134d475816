import { z } from "zod";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import { FIRST_SEEN_FIELDS, type FirstSeenAnswer, type listFirstSeen as endpoint } from "@/lib/timeline/contract";
import { readFirstTimes } from "./first-times";
import { judgeFirstTimes } from "./judge-first-times";

type Input = z.output<typeof endpoint.input>;

/** What the identity did, touched or came from in the window for the first time since its events are delivered here. */
export async function listFirstSeen(ctx: Context, input: Input): Promise<FirstSeenAnswer> {
  const span = { from: new Date(input.fromMs), to: new Date(Math.max(input.toMs, input.fromMs + 1)) };
  const clauses = [{ field: "identity" as const, not: false, value: input.identity }];
  const principals = (await resolveFilter(ctx, { from: null, to: null, clauses })).principals ?? [];
  const [historyFromMs, found] = await Promise.all([
    firstEvent(ctx, principals),
    readFirstTimes(ctx, { principals, span, limit: input.limit }),
  ]);
  const judged = await judgeFirstTimes(ctx, { principals, historyFromMs }, found);
  const groups = FIRST_SEEN_FIELDS.map((field) => groupOf(field, judged));
  return { groups, historyFromMs };
}

type Judged = Awaited<ReturnType<typeof judgeFirstTimes>>[number];

function groupOf(field: Judged["field"], judged: readonly Judged[]): FirstSeenAnswer["groups"][number] {
  const own = judged.filter((one) => one.field === field);
  const items = own.map(({ value, label, note, first, verdict, loggedSinceMs, because }) => ({
    value,
    label,
    note,
    firstMs: first.getTime(),
    verdict,
    loggedSinceMs,
    because,
  }));
  return { field, items, inAll: own[0]?.inAll ?? 0 };
}

async function firstEvent(ctx: Context, principals: readonly number[]): Promise<number | null> {
  const found = await firstRow(
    ctx.pool,
    z.object({ first: z.date().nullable() }),
    sql`
      select min(d.first_at) as first from unnest(${principals}::int[]) p (id)
      cross join lateral (
        select min(first_at) as first_at from activity_day
        where principal_id = p.id and day = (select min(day) from activity_day where principal_id = p.id)) d`,
  );
  return found?.first?.getTime() ?? null;
}

import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import {
  HUMAN,
  type IdentityPage,
  type IdentitySort,
  type listIdentities as endpoint,
} from "@/lib/identities/contract";
import { IDENTITY_TOTALS, identityConditions } from "./identity-totals";
import { type ActivitySpan, readActivity } from "./read-activity";

type Input = z.output<typeof endpoint.input>;

const Listed = z.object({
  id: z.string(),
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  human: z.enum(HUMAN),
  reason: z.string(),
  account: z.string().nullable(),
  accountName: z.string().nullable(),
  arn: z.string().nullable(),
  firstSeen: z.date().nullable(),
  lastSeen: z.date().nullable(),
  events: z.number(),
  errors: z.number(),
  rank: z.string(),
  matching: z.number(),
});

/** One page of identities with their totals, and their activity over the time that the store spans. */
export async function listIdentities(ctx: Context, input: Input): Promise<IdentityPage> {
  const [listed, span] = await Promise.all([readPage(ctx, input), storeSpan(ctx)]);
  const page = listed.slice(0, input.limit);
  const { accounts, activity } = await readActivity(
    ctx,
    page.map(({ id }) => id),
    span,
  );
  const last = listed.length > input.limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ rank: _rank, matching: _matching, firstSeen, lastSeen, ...row }) => ({
      ...row,
      accounts: accounts.get(row.id) ?? [],
      firstSeenMs: firstSeen?.getTime() ?? null,
      lastSeenMs: lastSeen?.getTime() ?? null,
      activity: activity.get(row.id) ?? [],
    })),
    next: last === undefined ? null : JSON.stringify([last.rank, last.id]),
    matching: listed[0]?.matching ?? (input.cursor === null ? 0 : await countMatching(ctx, input)),
    span: span && { fromMs: span.fromMs, toMs: span.toMs },
  };
}

function readPage(ctx: Context, { filter, sort, cursor, limit }: Input): Promise<z.output<typeof Listed>[]> {
  const { rank, direction } = RANKS[sort];
  const behind = direction === "asc" ? sql`(rank, id) > ` : sql`(rank, id) < `;
  const order = direction === "asc" ? sql`rank, id` : sql`rank desc, id desc`;
  const from = readCursor(cursor);
  return rows(
    ctx.pool,
    Listed,
    sql`
      with totals as (${IDENTITY_TOTALS}), listed as (
        select i.id, i.key, i.kind, i.name, i.human, i.reason, i.account, ac.name as "accountName", i.arn, t.first_at as "firstSeen", t.last_at as "lastSeen",
          coalesce(t.events, 0)::float8 as events, coalesce(t.errors, 0)::float8 as errors, ${rank} collate "C" as rank, (count(*) over ())::int as matching
        from identity i left join totals t on t.id = i.id left join account ac on ac.account = i.account
        where ${identityConditions(filter)}
      )
      select * from listed where ${from === null ? sql`true` : sql`${behind} (${from.rank}, ${from.id}::uuid)`}
      order by ${order} limit ${limit + 1}`,
  );
}

/** Every order is one of texts, so that one cursor fits all. */
const RANKS: Record<IdentitySort, { readonly rank: Sql; readonly direction: "asc" | "desc" }> = {
  "last-seen": { rank: sql`coalesce(to_char(t.last_at, 'YYYYMMDDHH24MISSUS'), '')`, direction: "desc" },
  "first-seen": { rank: sql`coalesce(to_char(t.first_at, 'YYYYMMDDHH24MISSUS'), '')`, direction: "desc" },
  events: { rank: sql`to_char(coalesce(t.events, 0), 'FM0000000000000000')`, direction: "desc" },
  errors: { rank: sql`to_char(coalesce(t.errors, 0), 'FM0000000000000000')`, direction: "desc" },
  name: { rank: sql`lower(i.name)`, direction: "asc" },
};

const Cursor = z.tuple([z.string(), z.uuid()]);

function readCursor(text: string | null): { rank: string; id: string } | null {
  if (text === null) return null;
  const parsed = z.preprocess(parseOrNull, Cursor).safeParse(text);
  if (!parsed.success) throw new AppError("invalid-input", "The cursor is no place in a list of identities.");
  return { rank: parsed.data[0], id: parsed.data[1] };
}

function parseOrNull(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return null;
  }
}

async function countMatching(ctx: Context, { filter }: Input): Promise<number> {
  const found = await firstRow(
    ctx.pool,
    z.object({ n: z.number() }),
    sql`select count(*)::int as n from identity i where ${identityConditions(filter)}`,
  );
  return found?.n ?? 0;
}

async function storeSpan(ctx: Context): Promise<ActivitySpan | null> {
  const found = await firstRow(
    ctx.pool,
    z.object({ from: z.date().nullable(), to: z.date().nullable() }),
    sql`select min(day) as from, max(day) + interval '1 day' as to from activity_day`,
  );
  return found?.from && found.to ? { fromMs: found.from.getTime(), toMs: found.to.getTime() } : null;
}

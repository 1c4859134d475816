import { z } from "zod";
import type { Context } from "@/lib/context";
import type { CoverageChange } from "@/lib/coverage/contract";
import { listChangesOfAccounts } from "@/lib/coverage/server/list-coverage-changes";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { resolveFilter } from "@/lib/events/server/resolve-filter";
import { type listRulerMarks as endpoint, type RulerMark, type RulerMarks, RULER_KINDS } from "@/lib/timeline/contract";
import { foldRulerMarks } from "@/lib/timeline/fold-ruler-marks";

type Input = z.output<typeof endpoint.input>;

/** No credential that is issued for a time lives longer. */
const LIFE_MAX = sql`interval '36 hours'`;

/**
 * What changed in the logging of the accounts in which the filter's identities ever acted, and which of their credentials began and ended, in
 * order of time; of everybody's where it has none.
 */
export async function listRulerMarks(ctx: Context, input: Input): Promise<RulerMarks> {
  const { fromMs } = input;
  const toMs = Math.max(input.toMs, fromMs + 1);
  const bucketMs = Math.max(1, Math.ceil((toMs - fromMs) / input.buckets));
  const { principals } = await resolveFilter(ctx, input.filter);
  const [{ changes, elsewhere }, credentials] = await Promise.all([
    readChanges(ctx, { fromMs, toMs, principals }),
    principals === null ? [] : readCredentials(ctx, { principals, fromMs, toMs, bucketMs }),
  ]);
  const marks = [...foldRulerMarks(changes, { fromMs, bucketMs }), ...credentials];
  return { marks: marks.toSorted((a, b) => a.fromMs - b.fromMs || a.kind.localeCompare(b.kind)), elsewhere };
}

type Window = { readonly fromMs: number; readonly toMs: number };

async function readChanges(
  ctx: Context,
  { principals, ...window }: Window & { readonly principals: readonly number[] | null },
): Promise<{ changes: RulerMark[]; elsewhere: number }> {
  const accounts = await accountsOf(ctx, principals);
  const { changes, elsewhere } = await listChangesOfAccounts(ctx, { ...window, accounts });
  return { changes: changes.map(toMark), elsewhere };
}

/** Null: all there are. */
async function accountsOf(ctx: Context, principals: readonly number[] | null): Promise<ReadonlySet<string> | null> {
  if (principals === null) return null;
  const found = await rows(
    ctx.pool,
    z.object({ account: z.string() }),
    sql`
      select account from account
      where id in (select account_id from activity_day where principal_id = any(${principals}::int[]))`,
  );
  return new Set(found.map(({ account }) => account));
}

function toMark({ atMs, subject, account, what, eventId }: CoverageChange): RulerMark {
  return {
    kind: "configuration",
    fromMs: atMs,
    toMs: atMs,
    count: 1,
    label: what,
    note: account === "" ? subject : `${subject.split(":").at(-1) ?? subject}, account ${account}`,
    eventId,
    credential: null,
  };
}

type CredentialsWanted = Window & { readonly principals: readonly number[]; readonly bucketMs: number };

const MarkRow = z.object({
  kind: z.enum(RULER_KINDS),
  from: z.date(),
  to: z.date(),
  count: z.number(),
  label: z.string(),
  note: z.string().nullable(),
  eventId: z.string().nullable(),
});

async function readCredentials(ctx: Context, wanted: CredentialsWanted): Promise<RulerMark[]> {
  const { fromMs, bucketMs } = wanted;
  const found = await rows(
    ctx.pool,
    MarkRow,
    sql`
      with marks as (${lives(wanted)})
      select m.kind, min(m.at) as from, max(m.at) as to, count(*)::int as count, (array_agg(m.key order by m.at, m.key))[1] as label,
        (array_agg(m.session_name order by m.at, m.key))[1] as note,
        (array_agg(coalesce(al.text, m.event_id::text) order by m.at, m.key))[1] as "eventId"
      from marks m left join event_alias al on al.event_id = m.event_id
      group by m.kind, date_bin(make_interval(secs => ${bucketMs / 1000}::float8), m.at, ${new Date(fromMs)})`,
  );
  return found.map(({ from, to, label, ...rest }) => ({
    ...rest,
    label,
    credential: label,
    fromMs: from.getTime(),
    toMs: to.getTime(),
  }));
}

/** Begins and ends of credentials in the window: by what their own records say of when they were made, and by the calls that made and deleted them. */
function lives({ principals, fromMs, toMs }: CredentialsWanted): Sql {
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const own = sql`principal_id = any(${principals}::int[])`;
  const within = (at: Sql): Sql => sql`${at} >= ${from} and ${at} < ${to}`;
  const made = sql`
    select i.event_id, i.expires_at, i.event_time from issuance i where i.issued_key = c.key
    and (c.created_at is null or i.event_time between c.created_at - interval '5 minutes' and c.created_at + interval '5 minutes')
    order by i.event_time, i.event_id limit 1`;
  return sql`
    select 'born' as kind, coalesce(c.created_at, i.event_time) as at, c.key, c.session_name, i.event_id
    from (
      select distinct on (key, created_at) key, created_at, session_name from credential
      where ${own} and ${within(sql`created_at`)} order by key, created_at, id
    ) c left join lateral (${made}) i on true
    union all
    select 'born', i.event_time, c.key, null, i.event_id
    from (select distinct key, null::timestamptz as created_at from credential where ${own} and kind = 'long-term') c
    join lateral (${made}) i on ${within(sql`i.event_time`)}
    union all
    select 'expired', i.expires_at, c.key, c.session_name, i.event_id
    from (
      select distinct on (key, created_at) key, created_at, session_name from credential
      where ${own} and created_at >= ${from}::timestamptz - ${LIFE_MAX} and created_at < ${to} order by key, created_at, id
    ) c join lateral (${made}) i on ${within(sql`i.expires_at`)}
    union all
    select 'deleted', e.event_time, c.key, null, e.event_id
    from (select distinct key from credential where ${own} and kind = 'long-term') c
    join resource r on r.key = c.key join event e on e.resource_id = r.id and ${within(sql`e.event_time`)}
    join action ac on ac.id = e.action_id and ac.source = 'iam.amazonaws.com' and ac.name = 'DeleteAccessKey'
    where ((e.flags >> 6) & 1) = 0`;
}

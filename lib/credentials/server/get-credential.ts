import { z } from "zod";
import type { Context } from "@/lib/context";
import type { CredentialDetail, getCredential as endpoint } from "@/lib/credentials/contract";
import { firstRow, rows, type Sql, sql } from "@/lib/db/sql";
import { describeUses } from "./describe-uses";
import { getUse } from "./get-use";
import { readEndings } from "./read-endings";
import { readChildren } from "./read-children";
import { noSuchCredential } from "./resolve-credentials";

type Input = z.output<typeof endpoint.input>;

/** So many of its last calls are looked at for networks, agents and Regions. */
const LOOKED_MAX = 50_000;
const TOP = 20;
const ISSUED_MAX = 200;

/** Everything that the store says of one credential. */
export async function getCredential(ctx: Context, { credential }: Input): Promise<CredentialDetail> {
  const use = await getUse(ctx, credential);
  const [row] = await describeUses(ctx, [use]);
  if (row === undefined) throw noSuchCredential(credential);
  const ids = [...use.credentialIds];
  const since = await lookedSince(ctx, ids);
  const calls = sql`(select * from event where credential_id = any(${ids}::int[]) and event_time >= ${since?.since ?? new Date(0)}) e`;
  const top = (value: Sql, dictionary: Sql): Promise<z.output<typeof Named>[]> =>
    rows(
      ctx.pool,
      Named,
      sql`select ${value} as value, count(*)::float8 as events from ${calls} ${dictionary} group by 1 order by 2 desc, 1 limit ${TOP}`,
    );
  const [networks, agents, regions, { children }, endings] = await Promise.all([
    top(sql`d.address`, sql`join address d on d.id = e.address_id`),
    top(sql`d.user_agent`, sql`join user_agent d on d.id = e.user_agent_id`),
    top(sql`d.region`, sql`join region d on d.id = e.region_id`),
    readChildren(ctx, [use]),
    readEndings(ctx, [{ use, link: row.origin }]),
  ]);
  return {
    ...row,
    looked: since?.looked ?? 0,
    networks,
    agents,
    regions,
    endings: [...(endings[0]?.endings ?? [])],
    issued: children.slice(0, ISSUED_MAX).map(({ link }) => link),
    issuedInAll: children.length,
  };
}

const Named = z.object({ value: z.string(), events: z.number() });
const Since = z.object({ since: z.date(), looked: z.number() });

/** From which hour on its calls are few enough to look at each. */
function lookedSince(ctx: Context, ids: readonly number[]): Promise<z.output<typeof Since> | null> {
  return firstRow(
    ctx.pool,
    Since,
    sql`
      with hours as (
        select hour, sum(events)::float8 as events from credential_hour
        where credential_id = any(${[...ids]}::int[]) group by hour
      ), counted as (
        select hour, events, sum(events) over (order by hour desc) as sofar, row_number() over (order by hour desc) as n from hours
      )
      select min(hour) as since, sum(events)::float8 as looked from counted where sofar <= ${LOOKED_MAX} or n = 1 having count(*) > 0`,
  );
}

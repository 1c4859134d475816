import { z } from "zod";
import { MECHANISMS } from "@/lib/cloudtrail/issuance";
import type { Context } from "@/lib/context";
import { identityOf } from "@/lib/identities/server/identity-of";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { COMPARED_MAX } from "@/lib/credentials/words";
import type { Fact } from "@/lib/credentials/link-facts";

const Row = z.object({
  asked: z.number(),
  eventId: z.string(),
  time: z.date(),
  sharedEventId: z.string().nullable(),
  mechanism: z.enum(MECHANISMS),
  issuerKey: z.string().nullable(),
  key: z.string().nullable(),
  account: z.string().nullable(),
  name: z.string().nullable(),
  uniqueId: z.string().nullable(),
  sessionName: z.string().nullable(),
  expires: z.date().nullable(),
  sourceIdentity: z.string().nullable(),
  subject: z.string().nullable(),
  scope: z.string().nullable(),
  tags: z.array(z.string()),
  askerId: z.string().nullable(),
  asker: z.string(),
  askerKind: z.string(),
  recordedIn: z.string(),
  region: z.string(),
});

type Question = {
  readonly asked: Sql;
  readonly matches: Sql;
  /** Of more than 200 the last ones count, not the first. */
  readonly lastFirst?: boolean;
};

/** Issuances that `matches` finds for each row `q` of `asked`, with the question's number `q.n`; at most 200 for each. */
export async function readIssuances(
  ctx: Context,
  { asked, matches, lastFirst = false }: Question,
): Promise<Map<number, Fact[]>> {
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      select q.n::int as asked, coalesce((select text from event_alias where event_id = s.event_id), s.event_id::text) as "eventId", s.event_time as time, s.shared_event_id as "sharedEventId",
        s.mechanism, s.issuer_key as "issuerKey", s.issued_key as key, s.issued_account as account, s.issued_name as name,
        s.issued_unique_id as "uniqueId", s.session_name as "sessionName", s.expires_at as expires, s.source_identity as "sourceIdentity",
        s.subject, s.scope, s.tags, i.id as "askerId", coalesce(i.name, p.name) as asker, coalesce(i.kind, p.kind) as "askerKind",
        (select account from account where id = s.account_id) as "recordedIn", (select region from region where id = s.region_id) as region
      from ${asked}
      cross join lateral (
        select * from issuance s where ${matches} order by ${lastFirst ? sql`s.event_time desc, s.event_id desc, s.n` : sql`s.event_time, s.event_id, s.n`} limit ${COMPARED_MAX}
      ) s
      join principal p on p.id = s.principal_id
      ${identityOf(sql`s.principal_id`)}
      order by q.n, s.event_time, s.event_id, s.n`,
  );
  const facts = new Map<number, Fact[]>();
  for (const { asked: n, time, expires, askerId, asker, askerKind, ...row } of found) {
    const fact: Fact = {
      ...row,
      timeMs: time.getTime(),
      expiresAtMs: expires?.getTime() ?? null,
      asker: { id: askerId, name: asker, kind: askerKind },
    };
    facts.set(n, [...(facts.get(n) ?? []), fact]);
  }
  return facts;
}

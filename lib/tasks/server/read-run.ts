import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Link } from "@/lib/credentials/link";
import type { Use } from "@/lib/credentials/link-facts";
import { readWhere } from "@/lib/credentials/server/read-uses";
import { rows, sql } from "@/lib/db/sql";
import { requestHash } from "@/lib/events/request-hash";
import type { EventKey } from "@/lib/events/server/stored-event";
import type { RunRef } from "@/lib/tasks/task-id";
import type { Branch } from "./read-tree";

const RUN_EVENTS_MAX = 20_000;
const REQUESTS_MAX = 5_000;
const BESIDE_MAX = 50;
/** A request that another one caused completes within it, or shortly after. */
const REQUEST_MS = 900_000;
/** So long after its last call an agent may go on. */
const BESIDE_MS = 60_000;

/** The events that carry a run's id, and those that they say they caused; its credentials, and those that were active beside it. */
export type Run = {
  readonly ref: RunRef;
  readonly keys: readonly EventKey[];
  readonly branches: readonly Branch[];
  readonly isWhole: boolean;
};

const Mark = z.object({
  id: z.string(),
  time: z.date(),
  principalId: z.number(),
  credentialId: z.number().nullable(),
});
type Mark = z.output<typeof Mark>;

/** Reads a run by its id: marks in records are facts, what merely ran at the same time is a link of grade D. */
export async function readRun(ctx: Context, ref: RunRef): Promise<Run> {
  const marks = await rows(
    ctx.pool,
    Mark,
    sql`
      select event_id as id, event_time as time, principal_id as "principalId", credential_id as "credentialId" from run_mark
      where value = ${ref.value} and kind = ${ref.run} order by event_time, event_id limit ${RUN_EVENTS_MAX + 1}`,
  );
  const own = marks.slice(0, RUN_EVENTS_MAX);
  const caused = await readCaused(ctx, own);
  const all = [...new Map([...own, ...caused].map((mark) => [mark.id, mark])).values()].sort(byTime);
  const ids = [...new Set(all.flatMap(({ credentialId }) => credentialId ?? []))];
  const uses = await readWhere(ctx, sql`(select * from credential where id = any(${ids}::int[])) c`);
  const branches = uses.sort(firstFirst).map((use): Branch => ({ key: use.key, link: null, use, depth: 0 }));
  return {
    ref,
    keys: all.map(({ id, time, principalId }) => ({ id, time, principalId })),
    branches: [...branches, ...(await readBeside(ctx, { ref, own, uses }))],
    isWhole: marks.length <= RUN_EVENTS_MAX,
  };
}

/** The calls whose requestIDs these records name as their own doing. */
async function readCaused(ctx: Context, own: readonly Mark[]): Promise<Mark[]> {
  const [first, last] = [own[0], own.at(-1)];
  if (first === undefined || last === undefined) return [];
  const named = await rows(
    ctx.pool,
    z.object({ value: z.string() }),
    sql`select distinct value from run_mark where kind = 'request' and event_id = any(${own.map(({ id }) => id)}::uuid[]) limit ${REQUESTS_MAX}`,
  );
  if (named.length === 0) return [];
  return rows(
    ctx.pool,
    Mark,
    sql`
      select event_id as id, event_time as time, principal_id as "principalId", credential_id as "credentialId" from event
      where request_hash = any(${named.map(({ value }) => requestHash(value).toString())}::bigint[])
        and event_time between ${new Date(first.time.getTime() - REQUEST_MS)} and ${new Date(last.time.getTime() + REQUEST_MS)}
      limit ${REQUESTS_MAX}`,
  );
}

type Beside = { readonly ref: RunRef; readonly own: readonly Mark[]; readonly uses: readonly Use[] };

/** An agent's role is used for many sessions at once: which of its calls were for this one is not recorded. */
async function readBeside(ctx: Context, { ref, own, uses }: Beside): Promise<Branch[]> {
  const [first, last] = [own[0], own.at(-1)];
  const caller = uses.find(({ account }) => account !== null);
  if (first === undefined || last === undefined || caller === undefined) return [];
  if (ref.run !== "agent-session" && ref.run !== "runtime-session") return [];
  const [since, until] = [first.time, new Date(last.time.getTime() + BESIDE_MS)];
  const found = await readWhere(
    ctx,
    sql`(
      select c.* from (
        select distinct a.credential_id from identity i
        join principal_identity pi on pi.identity_id = i.id
        join credential_hour a on a.principal_id = pi.principal_id and a.hour between date_trunc('hour', ${since}::timestamptz) and ${until}
        where i.kind = 'agent' and i.account = ${caller.account}
      ) a join credential c on c.id = a.credential_id
      where not c.id = any(${uses.flatMap(({ credentialIds }) => credentialIds)}::int[])
      order by c.uid limit ${BESIDE_MAX}
    ) c`,
  );
  return found
    .filter(({ firstMs, lastMs }) => (firstMs ?? Infinity) <= until.getTime() && (lastMs ?? 0) >= since.getTime())
    .map((use): Branch => ({ key: use.key, link: besideLink(use, caller, since), use, depth: 1 }));
}

function besideLink(use: Use, caller: Use, since: Date): Link {
  return {
    from: caller.key,
    fromIsKey: true,
    fromWho: caller.by,
    to: use.key,
    toWho: use.by,
    grade: "D",
    mechanism: "same-time",
    issuingEventId: null,
    usedEventId: null,
    atMs: since.getTime(),
    expiresAtMs: null,
    because:
      "An agent's role in the same account was in use while this run went on. It may have worked for others too: no record carries the run's id.",
    recordedIn: [],
    region: null,
    sessionName: use.sessionName,
    scope: null,
    tags: [],
  };
}

function byTime(a: Mark, b: Mark): number {
  return a.time.getTime() - b.time.getTime() || (a.id < b.id ? -1 : 1);
}

function firstFirst(a: Use, b: Use): number {
  return (a.firstMs ?? 0) - (b.firstMs ?? 0) || (a.key < b.key ? -1 : 1);
}

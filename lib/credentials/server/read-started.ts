import type { Context } from "@/lib/context";
import { SKEW_MS } from "@/lib/credentials/fits";
import type { Use } from "@/lib/credentials/link-facts";
import { JOB_MS } from "@/lib/credentials/started-work";
import { sql } from "@/lib/db/sql";
import { findOrigins } from "./find-origins";
import type { Child, PossibleChild } from "./read-children";
import { readIssuances } from "./read-issuances";
import { readStarts, readStartsOf } from "./read-starts";
import { readUses, readWhere } from "./read-uses";

type Started = { readonly children: Child[]; readonly possible: PossibleChild[]; readonly isWhole: boolean };

/** The newest calls that started work are followed. */
const STARTS_MAX = 500;
const SESSIONS_MAX = 500;

/**
 * The sessions of work that these credentials started under other roles: joined where the work's id says so, else possible: one of so
 * many calls. A session is one of theirs only where its own start is one of theirs.
 */
export async function readStarted(ctx: Context, parents: readonly Use[]): Promise<Started> {
  const ids = parents.flatMap(({ credentialIds }) => credentialIds);
  const starts = await readStarts(
    ctx,
    sql`
      select * from run_mark where credential_id = any(${ids}::int[]) and kind in ('start', 'start-role')
      order by event_time desc, event_id, n limit ${STARTS_MAX}`,
  );
  if (starts.length === 0) return { children: [], possible: [], isWhole: true };
  const sessions = await readSessions(ctx, starts);
  const origins = await findOrigins(ctx, sessions);
  const came = sessions.map((use, n) => {
    const origin = origins[n];
    return { use, cameBy: origin?.kind === "link" ? origin.link : null };
  });
  const begun = await readStartsOf(ctx, came);
  const own = new Set(starts.map(({ eventId }) => eventId));
  const children: Child[] = [];
  const possible: PossibleChild[] = [];
  begun.forEach((start, n) => {
    const use = sessions[n];
    if (use === undefined || start.kind === "none") return;
    if (start.kind === "link") {
      if (own.has(start.link.issuingEventId ?? "")) children.push({ link: start.link, use });
      return;
    }
    const mine = start.links.filter(({ issuingEventId }) => own.has(issuingEventId ?? "")).length;
    if (mine > 0) possible.push({ use, own: mine, of: start.links.length, apart: start.apart });
  });
  children.sort((a, b) => (a.link.atMs ?? 0) - (b.link.atMs ?? 0) || (a.link.to < b.link.to ? -1 : 1));
  return { children, possible, isWhole: starts.length < STARTS_MAX && sessions.length < SESSIONS_MAX };
}

type Marked = { readonly kind: string; readonly value: string; readonly timeMs: number };

/** Sessions that may be of this work: with its ARN in their records, or taken by the service under its name or role, not long after. */
async function readSessions(ctx: Context, starts: readonly Marked[]): Promise<Use[]> {
  const [named, roles] = await Promise.all([readTaken(ctx, starts, "session"), readTaken(ctx, starts, "role")]);
  const arns = starts.flatMap(({ value }) => (value.startsWith("arn:") ? [value] : []));
  const launched = starts.flatMap(({ value }) =>
    value.startsWith(EC2) ? [value.slice(value.lastIndexOf("/") + 1)] : [],
  );
  const [byKey, byScope] = await Promise.all([
    readUses(ctx, [...named, ...roles]),
    arns.length + launched.length === 0
      ? []
      : readWhere(
          ctx,
          sql`(
            select * from credential where scope = any(${arns}::text[]) and not forwarded
            union
            select * from credential where session_name = any(${launched}::text[]) and delivery is not null and not forwarded
            order by created_at, uid limit ${SESSIONS_MAX}
          ) c`,
        ),
  ]);
  const sessions = new Map([...byScope, ...byKey].map((use) => [`${use.by.id} ${use.key} ${use.createdAtMs}`, use]));
  return [...sessions.values()].filter(({ firstMs }) => firstMs !== null).slice(0, SESSIONS_MAX);
}

/** The keys of sessions that a service took for itself, under the name or of the role that a start tells. */
async function readTaken(ctx: Context, starts: readonly Marked[], by: "session" | "role"): Promise<string[]> {
  const asked = starts.flatMap(({ kind, value, timeMs }, n) => {
    const [service = "", account = "", ...rest] = value.split("/");
    if (value.startsWith("arn:") || rest.length === 0) return [];
    const [what = "", ...name] = kind === "start" ? ["session", ...rest] : rest;
    const untilMs = kind === "start" ? FAR_MS : timeMs + JOB_MS;
    return what === by ? [{ n, service, account, name: name.join("/"), sinceMs: timeMs - SKEW_MS, untilMs }] : [];
  });
  if (asked.length === 0) return [];
  const issued = await readIssuances(ctx, {
    asked: sql`unnest(
      ${asked.map(({ n }) => n)}::int[], ${asked.map(({ account }) => account)}::text[], ${asked.map(({ name }) => name)}::text[],
      ${asked.map(({ sinceMs }) => new Date(sinceMs))}::timestamptz[], ${asked.map(({ untilMs }) => new Date(untilMs))}::timestamptz[]
    ) q (n, account, name, since, until)`,
    matches: sql`s.mechanism = 'service-assume-role' and s.issued_account = q.account and s.event_time between q.since and q.until
      and ${by === "session" ? sql`s.session_name` : sql`s.issued_name`} = q.name`,
  });
  const services = new Map(asked.map(({ n, service }) => [n, service]));
  return [...issued].flatMap(([n, facts]) =>
    facts.flatMap(({ key, asker }) => (key !== null && asker.name === services.get(n) ? [key] : [])),
  );
}

const EC2 = "ec2.amazonaws.com/";
const FAR_MS = Date.UTC(9999, 0);

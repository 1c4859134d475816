import { z } from "zod";
import { likeLiteral } from "@/lib/base/like-pattern";
import { CATEGORIES, PRINCIPAL_KINDS } from "@/lib/cloudtrail/normalised-event";
import { isRefusal } from "@/lib/cloudtrail/is-refusal";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { decodeEventFlags } from "@/lib/events/event-flags";
import type { OtherCalls } from "../../answers/answer";
import { familiesOfKind } from "../../answers/touch-paths";
import { mayDo, type Verb } from "../../answers/verb";
import { readIssues } from "./read-issues";
import { type Asked, whose } from "./read-touches";

const Row = z.object({
  source: z.string(),
  name: z.string(),
  flags: z.number(),
  place: z.enum(["nothing", "holder", "access-point", "alias"]),
  principalId: z.number(),
  principalKind: z.enum(PRINCIPAL_KINDS),
  key: z.string().nullable(),
  events: z.number(),
  fromMs: z.number(),
  toMs: z.number(),
  sample: z.array(z.string()),
});
type Row = z.output<typeof Row>;

const ErrorCode = z.object({ id: z.number(), code: z.string() });

const CATEGORY = {
  Management: CATEGORIES.indexOf("management"),
  Data: CATEGORIES.indexOf("data"),
  NetworkActivity: CATEGORIES.indexOf("network-activity"),
} as const;

/** Calls on many things at once: their records name the holder, not each. */
const MANY = /^(DeleteObjects|Batch|Transact|Execute)|ByPath$/;

const SAMPLE_MAX = 10;

type Question = Asked & { readonly did: Verb; readonly isAnybody: boolean };

/**
 * Calls that may have touched a thing of this kind and do not name it: those that name nothing, those on many things at once, and those through
 * an access point. Of the subject, or of whom nobody knows; where anybody is asked about, of all.
 */
export async function readUnnamed(ctx: Context, asked: Question): Promise<OtherCalls[]> {
  const found = (await rows(ctx.pool, Row, unnamedSql(asked, await failures(ctx)))).filter((row) =>
    mayTouch(row, asked.did),
  );
  const issues = asked.isAnybody
    ? new Map<string, never[]>()
    : await readIssues(
        ctx,
        found.flatMap(({ key }) => key ?? []),
      );
  const groups = new Map<string, OtherCalls>();
  for (const row of found) {
    const { by, why } = asked.isAnybody ? { by: "unknown" as const, why: null } : whose(row, asked, issues);
    if (by === "other" || by === "set-up") continue;
    const words = [placeWords(row), by === "unknown" ? why : null].filter((text) => text !== null).join("; ");
    addTo(groups, row, words === "" ? null : words);
  }
  return [...groups.values()];
}

/** The codes of calls of which nobody knows whether they were carried out. */
async function failures(ctx: Context): Promise<number[]> {
  const codes = await rows(ctx.pool, ErrorCode, sql`select id, code from error_code`);
  return codes.filter(({ code }) => !isRefusal(code)).map(({ id }) => id);
}

function mayTouch({ name, flags, place }: Row, did: Verb): boolean {
  if (place === "holder" && !MANY.test(name)) return false;
  return mayDo(did, { name, readOnly: decodeEventFlags(flags).readOnly });
}

function placeWords({ place }: Row): string | null {
  if (place === "access-point") return "it came through an access point, and which bucket is behind it is not said";
  return place === "alias" ? "it names a key by its alias, and which key that stood for then is not said" : null;
}

function addTo(groups: Map<string, OtherCalls>, row: Row, why: string | null): void {
  const { source, name, events, fromMs, toMs, sample } = row;
  const id = JSON.stringify([source, name, why]);
  const known = groups.get(id);
  groups.set(
    id,
    known === undefined
      ? { source, name, events, fromMs, toMs, sample, why }
      : {
          ...known,
          events: known.events + events,
          fromMs: Math.min(known.fromMs, fromMs),
          toMs: Math.max(known.toMs, toMs),
          sample: [...known.sample, ...sample].slice(0, SAMPLE_MAX),
        },
  );
}

/** All aliases of an account and Region, in the words of LIKE. */
function aliasesBeside(arn: string): string {
  return `${likeLiteral(arn.split(":").slice(0, 5).join(":"))}:alias/%`;
}

/** By principal and day from the rollup, since no index of events knows actions; containers tell access points. */
function unnamedSql({ resource, from, to }: Question, failed: readonly number[]) {
  const families = familiesOfKind(resource.asked.type).filter(({ id }) => id !== "management");
  const wanted = families.flatMap(({ eventClass: { sources, category } }) =>
    sources.map((source) => ({ source, category: CATEGORY[category] })),
  );
  const isDone = sql`(e.error_id is null or e.error_id = any(${[...failed]}))`;
  const isS3 = resource.asked.type.startsWith("AWS::S3::");
  return sql`
    with wanted as (
      select distinct a.id, a.source, a.name from action a
      join jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as w (source text, category int) on w.source = a.source and w.category = a.category),
    days as (
      select distinct d.principal_id, d.container_id from activity_day d
      where d.day >= date_trunc('day', ${from}::timestamptz, 'UTC') and d.day < ${to} and (d.outcome = 0 or ${failed.length > 0})
        and d.action_id in (select id from wanted)),
    suspects as (select distinct principal_id from days where container_id = 0),
    points as (
      select r.id from resource r where ${isS3} and r.id in (select container_id from days where container_id <> 0)
        and (r.key like 'arn:%:s3:%:accesspoint/%' or r.key like 'arn:%:s3-%:%' or r.key ~ '(-s3alias|--ol-s3|--op-s3|--xa-s3)$')),
    aliases as (
      select id from resource where ${resource.asked.type === "AWS::KMS::Key"} and key like ${aliasesBeside(resource.asked.arn)}),
    hit as (
      select e.event_id, e.event_time, e.action_id, e.flags, e.principal_id, e.credential_id, 'nothing' as place from event e
      where e.principal_id in (select principal_id from suspects) and e.event_time >= ${from} and e.event_time < ${to}
        and e.resource_id is null and ${isDone} and e.action_id in (select id from wanted)
      union all
      select e.event_id, e.event_time, e.action_id, e.flags, e.principal_id, e.credential_id, 'holder' from event e
      where e.resource_id = any(${[...resource.parentIds]}) and e.event_time >= ${from} and e.event_time < ${to}
        and ${isDone} and e.action_id in (select id from wanted)
      union all
      select e.event_id, e.event_time, e.action_id, e.flags, e.principal_id, e.credential_id, 'access-point' from event e
      where e.container_id in (select id from points) and e.event_time >= ${from} and e.event_time < ${to}
        and ${isDone} and e.action_id in (select id from wanted)
      union all
      select e.event_id, e.event_time, e.action_id, e.flags, e.principal_id, e.credential_id, 'alias' from event e
      where e.resource_id in (select id from aliases) and e.event_time >= ${from} and e.event_time < ${to}
        and ${isDone} and e.action_id in (select id from wanted) and not exists (
          select from event_resource k join resource r on r.id = k.resource_id where k.event_id = e.event_id and r.key like 'arn:%:key/%'))
    select w.source, w.name, (h.flags & 127)::int as flags, h.place, h.principal_id as "principalId", p.kind as "principalKind", c.key,
      count(*)::float8 as events, (extract(epoch from min(h.event_time)) * 1000)::float8 as "fromMs",
      (extract(epoch from max(h.event_time)) * 1000)::float8 as "toMs",
      (array_agg(h.event_id::text order by h.event_time, h.event_id))[1:${SAMPLE_MAX}::int] as sample
    from hit h join wanted w on w.id = h.action_id join principal p on p.id = h.principal_id left join credential c on c.id = h.credential_id
    group by 1, 2, 3, 4, 5, 6, 7 order by min(h.event_time), 1, 2, 5, 7`;
}

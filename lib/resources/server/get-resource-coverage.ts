import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { parseArn } from "@/lib/cloudtrail/arn";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { Context } from "@/lib/context";
import { wholeFamilyId } from "@/lib/coverage/answers/touch-paths";
import { type CellSpan, cellSpans } from "@/lib/coverage/cell-spans";
import type { CoverageModel } from "@/lib/coverage/coverage-model";
import { readModel } from "@/lib/coverage/server/knowledge";
import { rows, sql } from "@/lib/db/sql";
import { eventSource } from "@/lib/events/server/filter-sql";
import type { CoverageLine, getResourceCoverage as endpoint, ResourceCoverage } from "@/lib/resources/contract";
import { touchLooks } from "@/lib/resources/touch-looks";
import { badness, type CoverageSpan, foldCoverage } from "@/lib/timeline/fold-coverage";
import { findThing, type Thing } from "./find-thing";
import { touchFilter } from "./touch-span";

type Input = z.output<typeof endpoint.input>;
type Window = { readonly fromMs: number; readonly toMs: number };
type Place = { readonly account: string; readonly region: string };

/** More than AWS has: only forged records name more. */
const REGIONS_MAX = 64;

/** How well every way to touch a resource would have been seen over a window, in its own account: narrowed to it where its ARN tells. */
export async function getResourceCoverage(ctx: Context, input: Input): Promise<ResourceCoverage> {
  if (input.toMs <= input.fromMs) throw new AppError("invalid-input", "The window ends before it begins.");
  const window = { fromMs: input.fromMs, toMs: input.toMs };
  const thing = await findThing(ctx, input.resource);
  const [seen, owners] = await Promise.all([seenRegions(ctx, thing), ownersOf(ctx, thing)]);
  const named = parseArn(thing.key)?.region ?? "";
  const regions = named !== "" ? [named] : seen.slice(0, REGIONS_MAX);
  const places = owners.flatMap((account) => regions.map((region) => ({ account, region })));
  const { looks, isKnownKind, unrecorded } = touchLooks(thing);
  const model = await readModel(ctx);
  const lines = looks.flatMap(({ what, family }) => lineOf({ what, family, places, window }, model) ?? []);
  return {
    lines,
    worst: worstOf(lines),
    isKnownKind,
    unrecorded:
      unrecorded === null ? null : { title: unrecorded.title, basis: unrecorded.basis, instead: unrecorded.instead },
    missing: [
      ...(owners.length === 0 ? (["account"] as const) : []),
      ...(named === "" && seen.length !== 1 ? (["region"] as const) : []),
    ],
    sample: await sampleOf(ctx, thing, window),
  };
}

type Look = Pick<CoverageLine, "what"> & {
  readonly family: OperationFamily;
  readonly places: readonly Place[];
  readonly window: Window;
};

function lineOf({ what, family, places, window }: Look, model: CoverageModel): CoverageLine | null {
  const lists = places.map((place) => {
    const spans = cellSpans(family, { ...place, window }, model);
    return { place, spans: spans.map(spanOf), isMissingFiles: spans.some(({ result }) => result.held === "missing") };
  });
  const worst = lists.toSorted((a, b) => worstSpan(a.spans) - worstSpan(b.spans))[0];
  if (worst === undefined) return null;
  const { title, proves, neverContains, certainty } = family;
  const id = wholeFamilyId(family);
  const spans = foldCoverage(lists.map((list) => list.spans));
  return {
    what,
    family: id,
    title,
    proves,
    neverContains,
    certainty,
    ...worst.place,
    spans,
    isMissingFiles: lists.some((list) => list.isMissingFiles),
  };
}

/** Recorded is not the same as here. */
function spanOf({ fromMs, toMs, result: { state, because, held } }: CellSpan): CoverageSpan {
  const files = held === "missing" ? " Its files of this time are not all here." : "";
  return { fromMs, toMs, state, because: `${because}${files}` };
}

function worstSpan(spans: readonly CoverageSpan[]): number {
  return Math.min(...spans.map(({ state }) => badness(state)));
}

function worstOf(lines: readonly CoverageLine[]): ResourceCoverage["worst"] {
  const all = lines.flatMap((line) => line.spans.map((span) => ({ line, span })));
  const found = all.toSorted((a, b) => badness(a.span.state) - badness(b.span.state))[0];
  if (found === undefined) return null;
  const { line, span } = found;
  const { account, region, family, title: familyTitle } = line;
  return { state: span.state, because: span.because, account, region, family, familyTitle, atMs: span.fromMs };
}

/** Whose it is; where nothing says, whose what it lies in is. */
async function ownersOf(ctx: Context, { accounts, parentId }: Thing): Promise<readonly string[]> {
  if (accounts.length > 0 || parentId === null) return accounts;
  const found = await rows(
    ctx.pool,
    z.object({ account: z.string() }),
    sql`select distinct account from resource where key = (select key from resource where id = ${parentId}) and account is not null order by 1`,
  );
  return found.map(({ account }) => account);
}

const LATEST = 200;

/** Where calls on it, on what lies in it or on what it lies in were recorded: by the rollup of containers, and its latest events. */
async function seenRegions(ctx: Context, { ids, parentId }: Thing): Promise<string[]> {
  const containers = [...ids, ...(parentId === null ? [] : [parentId])];
  const found = await rows(
    ctx.pool,
    z.object({ region: z.string() }),
    sql`
      select r.region from (
        select distinct region_id from activity_hour where container_id = any(${containers}::int[])
        union
        select region_id from (
          select region_id from event where resource_id = any(${containers}::int[]) order by event_time desc limit ${LATEST}) latest
      ) s join region r on r.id = s.region_id order by 1`,
  );
  return found.map(({ region }) => region);
}

/** Any record of a call on it: the latest of the window. */
async function sampleOf(ctx: Context, { ids }: Thing, { fromMs, toMs }: Window): Promise<string | null> {
  const [at] = await rows(
    ctx.pool,
    z.object({ at: z.date().nullable() }),
    sql`
      select max(event_time) as at from event
      where resource_id = any(${[...ids]}::int[]) and event_time >= ${new Date(fromMs)} and event_time < ${new Date(toMs)}`,
  );
  if (at?.at == null) return null;
  const span = { from: at.at, to: new Date(at.at.getTime() + 1000) };
  const [found] = await rows(
    ctx.pool,
    z.object({ id: z.string() }),
    sql`
      select coalesce(l.text, e.event_id::text) as id from ${eventSource(touchFilter(ids, span), span)}
      left join event_alias l on l.event_id = e.event_id order by e.event_time, e.event_id limit 1`,
  );
  return found?.id ?? null;
}

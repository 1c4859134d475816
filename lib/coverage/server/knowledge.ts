import type { Pool } from "pg";
import { z } from "zod";
import { firstRow, rows, sql } from "@/lib/db/sql";
import { compileCoverage } from "../compile-coverage";
import type { CoverageModel } from "../coverage-model";
import { listWatermarks } from "@/lib/integrity/server/list-watermarks";
import type { DroppedRange } from "@/lib/retention/dropped-range";
import { listDroppedRanges } from "@/lib/retention/server/list-dropped-ranges";
import type { Fact, FactOf, HeldPlace } from "../fact";
import { heldPlaces, homeMarks, sharedPlaces, withoutDropped } from "../held-places";
import { placementsOf } from "../placements";
import { FactReader, FactRow } from "../stored-fact";
import { deriveFacts } from "./derive-facts";
import { readFirstWrites } from "./read-first-writes";
import { type KnownPlaces, readPlaces } from "./read-places";
import { readSignedTrails } from "./read-signed-trails";

/** All that the evaluator goes by, as the store has it now. */
export type StoredKnowledge = {
  readonly facts: readonly Fact[];
  /** What agents are made of: says nothing of logging. */
  readonly parts: readonly FactOf<"part">[];
  readonly held: readonly HeldPlace[];
  readonly dropped: readonly DroppedRange[];
  readonly places: KnownPlaces;
};

type Kept = StoredKnowledge & {
  readonly factStamp: string;
  readonly fileStamp: string;
  readonly models: Map<number, CoverageModel>;
};

/** `now`: what was read last, which holds until facts or log files change; `coming`: what is being read anew. */
type State = { now: Kept | null; coming: Promise<Kept> | null };

declare global {
  var wakelineCoverage: WeakMap<Pool, State> | undefined;
}

/** By store, and for the whole process: routes are bundled apart from each other, and each would read all of it again. */
function stateOf(pool: Pool): State {
  globalThis.wakelineCoverage ??= new WeakMap();
  const known = globalThis.wakelineCoverage.get(pool);
  if (known !== undefined) return known;
  const state: State = { now: null, coming: null };
  globalThis.wakelineCoverage.set(pool, state);
  return state;
}

const MODELS_MAX = 4;

const Stamp = z.object({ facts: z.string(), files: z.string() });

/** Facts and held places; those of new log files are derived first. */
export async function readKnowledge(ctx: { readonly pool: Pool }): Promise<StoredKnowledge> {
  return readKept(ctx);
}

/** The histories of all sinks, as known at a time (absent: now). Read again only when something changed. */
export async function readModel(ctx: { readonly pool: Pool }, knownAtMs?: number): Promise<CoverageModel> {
  const knowledge = await readKept(ctx);
  const key = knownAtMs ?? Number.POSITIVE_INFINITY;
  const known = knowledge.models.get(key);
  if (known !== undefined) return known;
  const model = compileCoverage({ ...knowledge, knownAtMs: key });
  if (knowledge.models.size >= MODELS_MAX) knowledge.models.clear();
  knowledge.models.set(key, model);
  return model;
}

/** Whoever asks while it is being read waits for that, and reads once more only where something changed meanwhile. */
async function readKept(ctx: { readonly pool: Pool }): Promise<Kept> {
  const state = stateOf(ctx.pool);
  if (state.coming !== null) await state.coming;
  const stamp = await readStamp(ctx.pool);
  const { now } = state;
  if (now !== null && now.factStamp === stamp.facts && now.fileStamp === stamp.files) return now;
  state.coming ??= readAgain(ctx, state).finally(() => {
    state.coming = null;
  });
  return state.coming;
}

async function readAgain(ctx: { readonly pool: Pool }, state: State): Promise<Kept> {
  let stamp = await readStamp(ctx.pool);
  if (state.now?.fileStamp !== stamp.files) {
    await deriveFacts(ctx);
    stamp = await readStamp(ctx.pool);
  }
  const all = await readFacts(ctx.pool);
  const facts = all.filter(({ aspect }) => aspect !== "part");
  const parts = all.filter((fact) => fact.aspect === "part");
  const { watermarks } = await listWatermarks(ctx);
  const placements = placementsOf(facts);
  const signed = await readSignedTrails(ctx.pool, sharedPlaces(watermarks, placements));
  const dropped = await listDroppedRanges(ctx.pool);
  const firstWrites = await readFirstWrites(ctx.pool, homeMarks(watermarks, placements));
  const held = withoutDropped(heldPlaces(watermarks, placements, { signed, firstWrites }), dropped);
  const places = await readPlaces(ctx.pool, { facts, held });
  state.now = {
    facts,
    parts,
    held,
    dropped,
    places,
    factStamp: stamp.facts,
    fileStamp: stamp.files,
    models: new Map(),
  };
  return state.now;
}

async function readStamp(pool: Pool): Promise<z.output<typeof Stamp>> {
  const found = await firstRow(
    pool,
    Stamp,
    sql`
      select (select coalesce(max(id), 0) || '/' || count(*) from config_fact) as facts,
        (select coalesce(max(id), 0) || '/' || count(*) || '/' || coalesce(sum(stored), 0) || '/' || coalesce(sum(trust), 0)
          || '/' || count(dropped_at) || '/' || (select count(*) from log_file_integrity where state = 'verified')
          || '/' || (select coalesce(string_agg(leaves_out::text, ' ' order by id), '') from source)
          || '/' || (select coalesce(string_agg(watermark_of, ' ' order by id), '') from sink) from log_file) as files`,
  );
  return found ?? { facts: "", files: "" };
}

async function readFacts(pool: Pool): Promise<Fact[]> {
  const found = await rows(
    pool,
    FactRow,
    sql`
      select subject, aspect, value::text as value, (extract(epoch from from_at) * 1000)::float8 as "fromMs",
        (extract(epoch from to_at) * 1000)::float8 as "toMs", is_change as "isChange",
        (extract(epoch from known_at) * 1000)::float8 as "knownAtMs", origin_kind as "originKind",
        origin_name as "originName", trust
      from config_fact order by id`,
  );
  const reader = new FactReader();
  return found.map((row) => reader.read(row));
}

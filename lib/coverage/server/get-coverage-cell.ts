import { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import { cellSpans } from "../cell-spans";
import type { CoverageCell, getCoverageCell as endpoint } from "../contract";
import type { CoverageModel } from "../coverage-model";
import { evaluateCoverage } from "../evaluate-coverage";
import { evaluateGrid } from "../grid";
import { invocationLoggingWords } from "../invocation-logging-words";
import type { ObservedShare } from "../observed-share";
import { sinkVerdicts } from "../sink-verdicts";
import type { Place } from "../sinks-at";
import { readKnowledge, readModel } from "./knowledge";
import { readShares } from "./read-shares";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";

type Input = z.output<typeof endpoint.input>;

const DAY_MS = 86_400_000;
const SEEN_DAYS = 30;
/** CloudTrail keeps management events for so long without any trail. */
const HISTORY_MS = 90 * DAY_MS;
const LONG_MS = 10 * 365 * DAY_MS;

/** One cell with all that decides it, what was seen in it, and how its siblings are. */
export async function getCoverageCell(ctx: Context, input: Input): Promise<CoverageCell> {
  const family = findFamily(input.family);
  if (family === null) throw new AppError("invalid-input", `There is no operation family "${input.family}".`);
  const atMs = input.atMs ?? ctx.now().getTime();
  const [knowledge, model] = [await readKnowledge(ctx), await readModel(ctx, input.knownAtMs)];
  const moment = { account: input.account, region: input.region, atMs };
  const result = evaluateCoverage(family, moment, model);
  const { accounts, regions } = knowledge.places;
  const shares = result.state === "partial" ? await readShares(ctx, { family, moment }, model) : [];
  return {
    account: input.account,
    accountName: accounts.find(({ id }) => id === input.account)?.name ?? null,
    region: input.region,
    family: describe(family),
    atMs,
    result,
    ...spanAround(family, moment, model),
    sinks: withShares(sinkVerdicts(family, moment, model), shares),
    seen: await readSeen(ctx, family, moment),
    siblings: siblingsOf(model, family, { ...moment, accounts: accounts.map(({ id }) => id), regions }),
    invocationLogging: invocationLoggingWords(family.id, moment, model),
    recoverableUntilMs: recoverable(family, result.state, moment),
  };
}

function withShares(
  verdicts: ReturnType<typeof sinkVerdicts>,
  shares: readonly ObservedShare[],
): CoverageCell["sinks"] {
  return verdicts.map((verdict) => {
    const share = shares.find(({ sink }) => sink === verdict.sink);
    if (share === undefined) return { ...verdict, share: null };
    const { sink: _, ...said } = share;
    return { ...verdict, share: said };
  });
}

function describe(family: OperationFamily): CoverageCell["family"] {
  const { id, title, group, proves, neverContains, instead, certainty, basis, eventClass } = family;
  const operations = eventClass.operations.map(({ name, readOnly }) => ({ name, readOnly }));
  const { category, sources } = eventClass;
  return {
    id,
    title,
    group,
    proves,
    neverContains,
    instead,
    certainty,
    basis,
    category,
    sources: [...sources],
    operations,
  };
}

function spanAround(
  family: OperationFamily,
  { atMs, ...place }: Place & { readonly atMs: number },
  model: CoverageModel,
) {
  const window = { fromMs: atMs - LONG_MS, toMs: atMs + LONG_MS };
  const spans = cellSpans(family, { ...place, window }, model);
  const span = spans.find(({ fromMs, toMs }) => fromMs <= atMs && atMs < toMs);
  const within = (ms: number | undefined, end: number): number | null => (ms === undefined || ms === end ? null : ms);
  return { sinceMs: within(span?.fromMs, window.fromMs), untilMs: within(span?.toMs, window.toMs) };
}

const SeenRow = z.object({
  dayMs: z.number(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  events: z.number(),
});

async function readSeen(
  ctx: Context,
  family: OperationFamily,
  { account, region, atMs }: Place & { readonly atMs: number },
): Promise<CoverageCell["seen"]> {
  const toMs = Math.floor(atMs / DAY_MS) * DAY_MS + DAY_MS;
  const found = await rows(
    ctx.pool,
    SeenRow,
    sql`
      select (extract(epoch from d.day) * 1000)::float8 as "dayMs", c.source, c.name, c.category, sum(d.events)::float8 as events
      from activity_day d join action c on c.id = d.action_id
      where d.day >= ${new Date(toMs - SEEN_DAYS * DAY_MS)} and d.day < ${new Date(toMs)}
        and d.account_id = (select id from account where account = ${account})
        and d.region_id = (select id from region where region = ${region})
      group by 1, 2, 3, 4`,
  );
  const days = new Map<number, number>();
  for (const row of found)
    if (familiesOf(row).includes(family.id)) days.set(row.dayMs, (days.get(row.dayMs) ?? 0) + row.events);
  return [...days].map(([dayMs, events]) => ({ dayMs, events })).toSorted((a, b) => a.dayMs - b.dayMs);
}

type Everywhere = Place & {
  readonly atMs: number;
  readonly accounts: readonly string[];
  readonly regions: readonly string[];
};

function siblingsOf(model: CoverageModel, family: OperationFamily, asked: Everywhere): CoverageCell["siblings"] {
  const { account, region, atMs, accounts, regions } = asked;
  const places = [
    ...regions.filter((other) => other !== region).map((other) => ({ account, region: other })),
    ...accounts.filter((other) => other !== account).map((other) => ({ account: other, region })),
  ];
  const { profiles, profileOf } = evaluateGrid(model, atMs, { places, families: [family] });
  return places.map((place, n) => ({ ...place, state: profiles[profileOf[n] ?? 0]?.[0]?.state ?? "unknown" }));
}

function recoverable(family: OperationFamily, state: string, { atMs }: { readonly atMs: number }): number | null {
  const isLost = state === "not-logged" || state === "unknown" || state === "partial";
  return family.eventClass.category === "Management" && isLost ? atMs + HISTORY_MS : null;
}

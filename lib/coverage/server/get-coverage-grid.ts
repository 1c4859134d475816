import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { Context } from "@/lib/context";
import type { CoverageGrid, Freshness, getCoverageGrid as endpoint } from "../contract";
import type { CoverageModel } from "../coverage-model";
import { evaluateCoverage } from "../evaluate-coverage";
import { evaluateGrid } from "../grid";
import { inventoryAccount } from "../inventory-at";
import type { Place } from "../sinks-at";
import { type StoredKnowledge, readKnowledge, readModel } from "./knowledge";
import { type ObservedCell, readObserved } from "./observed";

type Input = z.output<typeof endpoint.input>;

const DAY_MS = 86_400_000;

/** Every cell of accounts × Regions × families at one moment, with what was seen on its day and the day before. */
export async function getCoverageGrid(ctx: Context, input: Input): Promise<CoverageGrid> {
  const atMs = input.atMs ?? ctx.now().getTime();
  const [knowledge, model] = await Promise.all([readKnowledge(ctx), readModel(ctx, input.knownAtMs)]);
  const day = Math.floor(atMs / DAY_MS) * DAY_MS;
  const observedWindow = { fromMs: day - DAY_MS, toMs: day + DAY_MS };
  const seen = await readObserved(ctx, observedWindow);
  const known = knowledge.places;
  const accounts = known.accounts.filter(({ id }) => input.accounts === undefined || input.accounts.includes(id));
  const regions = known.regions.filter((region) => input.regions === undefined || input.regions.includes(region));
  const families = familiesFor(input.families, { seen, knowledge });
  const places = accounts.flatMap(({ id }) => regions.map((region) => ({ account: id, region })));
  const { profiles, profileOf } = evaluateGrid(model, atMs, { places, families });
  return {
    atMs,
    knownAtMs: input.knownAtMs ?? null,
    accounts,
    regions,
    families: families.map(({ id, title, group, ai }) => ({ id, title, group, ai })),
    profiles: profiles.map((profile) => [...profile]),
    places: places.map((_, n) => ({
      account: Math.floor(n / regions.length),
      region: n % regions.length,
      profile: profileOf[n] ?? 0,
    })),
    observedWindow,
    observed: observedCells(seen, { accounts, regions, families, model }),
    freshness: freshnessOf(knowledge, model, accounts),
  };
}

/** Those asked for, else the ones on an agent's way, the ones that were seen and the ones that a selector names. */
function familiesFor(
  asked: readonly string[] | undefined,
  { seen, knowledge }: { readonly seen: readonly ObservedCell[]; readonly knowledge: StoredKnowledge },
): OperationFamily[] {
  if (asked !== undefined) {
    return asked.map((id) => {
      const family = findFamily(id);
      if (family === null) throw new AppError("invalid-input", `There is no operation family "${id}".`);
      return family;
    });
  }
  const wanted = new Set([...seen.map(({ family }) => family), ...selectedTypes(knowledge)]);
  const known = FAMILIES.filter(({ id, isFollowed }) => isFollowed || wanted.has(id));
  const ids = new Set(known.map(({ id }) => id));
  return [...known, ...[...wanted].filter((id) => !ids.has(id)).flatMap((id) => findFamily(id) ?? [])];
}

function selectedTypes({ facts }: StoredKnowledge): Set<string> {
  return new Set(
    facts.flatMap((fact) => (fact.aspect === "selectors" && fact.value !== null ? typesOf(fact.value) : [])),
  );
}

function typesOf(set: SelectorSet): string[] {
  if (set.kind === "basic") return set.selectors.flatMap(({ dataResources }) => dataResources.map(({ type }) => type));
  const fields = set.selectors.flatMap((selector) => selector.fields);
  return fields.flatMap(({ field, equals }) => (field === "resources.type" ? equals : []));
}

type Axes = {
  readonly accounts: readonly { readonly id: string }[];
  readonly regions: readonly string[];
  readonly families: readonly OperationFamily[];
  readonly model: CoverageModel;
};

function observedCells(
  seen: readonly ObservedCell[],
  { accounts, regions, families, model }: Axes,
): CoverageGrid["observed"] {
  const accountAt = new Map(accounts.map(({ id }, n) => [id, n]));
  const regionAt = new Map(regions.map((region, n) => [region, n]));
  const familyAt = new Map(families.map((family, n) => [family.id, { n, family }]));
  return seen.flatMap((cell) => {
    const account = accountAt.get(cell.account);
    const region = regionAt.get(cell.region);
    const found = familyAt.get(cell.family);
    if (account === undefined || region === undefined || found === undefined) return [];
    const explained = isExplained(model, found.family, { ...cell, atMs: cell.lastMs });
    return [{ account, region, family: found.n, events: cell.events, lastMs: cell.lastMs, explained }];
  });
}

/** Whether the latest of the events could have been recorded, by what is known of that moment. */
function isExplained(
  model: CoverageModel,
  family: OperationFamily,
  moment: Place & { readonly atMs: number },
): boolean {
  const { state, lastKnown } = evaluateCoverage(family, moment, model);
  if (state === "logged" || state === "partial") return true;
  return state === "unknown" && lastKnown !== null && lastKnown.state !== "not-logged";
}

function freshnessOf(
  { facts }: StoredKnowledge,
  model: CoverageModel,
  accounts: readonly { readonly id: string }[],
): Freshness {
  const described = new Set([...model.inventories.keys()].map(inventoryAccount));
  return {
    facts: facts.length,
    latestFactMs: facts.length === 0 ? null : facts.reduce((latest, { toMs }) => Math.max(latest, toMs), 0),
    undescribed: accounts.map(({ id }) => id).filter((id) => !described.has(id)),
  };
}

import { parseArgs } from "node:util";
import { countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { CellResult, CoverageGrid } from "@/lib/coverage/contract";
import { foldObserved } from "@/lib/coverage/fold-observed";
import { type ObservedShare, shareWords } from "@/lib/coverage/observed-share";
import { getCoverageGrid } from "@/lib/coverage/server/get-coverage-grid";
import { readModel } from "@/lib/coverage/server/knowledge";
import { readShares } from "@/lib/coverage/server/read-shares";
import type { Context } from "@/lib/context";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline coverage`: what was logged at a moment, cell by cell. */
export async function coverageCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      at: { type: "string" },
      "known-at": { type: "string" },
      account: { type: "string", multiple: true },
      region: { type: "string", multiple: true },
      family: { type: "string", multiple: true },
      all: { type: "boolean" },
    },
  });
  if (values.all === true && values.family !== undefined)
    throw new UsageError("--all and --family exclude each other.");
  const atMs = readTime("--at", values.at);
  const knownAtMs = readTime("--known-at", values["known-at"]);
  return withStore(io, async (ctx) => {
    const grid = await getCoverageGrid(ctx, {
      ...(atMs === null ? {} : { atMs }),
      ...(knownAtMs === null ? {} : { knownAtMs }),
      ...(values.account === undefined ? {} : { accounts: values.account }),
      ...(values.region === undefined ? {} : { regions: values.region }),
      ...(values.all === true ? { families: FAMILIES.map(({ id }) => id) } : {}),
      ...(values.family === undefined ? {} : { families: values.family }),
    });
    const cells = await withShares(ctx, grid, cellsOf(grid));
    if (io.json)
      io.stdout(
        JSON.stringify({
          at: iso(grid.atMs),
          knownAt: isoOrNull(grid.knownAtMs),
          heldAt: iso(ctx.now().getTime()),
          cells,
        }),
      );
    else for (const line of toLines(grid, cells)) io.stdout(visibleText(line));
    return 0;
  });
}

type PlainCell = ReturnType<typeof cellsOf>[number];
type Cell = Awaited<ReturnType<typeof withShares>>[number];

function cellsOf(grid: CoverageGrid) {
  const observed = new Map(grid.observed.map((seen) => [`${seen.account} ${seen.region} ${seen.family}`, seen]));
  return grid.places.flatMap(({ account, region, profile }) =>
    grid.families.map((family, n) => {
      const seen = observed.get(`${account} ${region} ${n}`) ?? null;
      const configured = grid.profiles[profile]?.[n];
      if (configured === undefined) throw new Error("The grid has no result for a cell.");
      const { result, quadrant } = foldObserved(configured, seen);
      return {
        account: grid.accounts[account]?.id ?? "",
        region: grid.regions[region] ?? "",
        family: family.id,
        state: result.state,
        decidedBy: result.decidedBy.map(decisionJson),
        because: result.because,
        observed: seen?.events ?? 0,
        lastKnown: lastKnownJson(result),
        dimensions: result.dimensions,
        held: result.held,
        quadrant,
        marks: result.marks,
      };
    }),
  );
}

/** So many cells are looked at one by one; where more are partial, fewer have to be asked for. */
const SHARES_MAX = 20;

/** With how much passes the selectors of what is logged in part; null for all where there are too many such cells. */
async function withShares(ctx: Context, grid: CoverageGrid, cells: readonly PlainCell[]) {
  const partial = cells.filter(({ state }) => state === "partial");
  const isAsked = partial.length <= SHARES_MAX;
  const shares = new Map<PlainCell, readonly ObservedShare[]>();
  for (const cell of isAsked ? partial : []) shares.set(cell, await sharesOf(ctx, grid, cell));
  return cells.map((cell) => ({ ...cell, shares: isAsked ? (shares.get(cell) ?? []) : null }));
}

async function sharesOf(ctx: Context, { atMs, knownAtMs }: CoverageGrid, { account, region, family: id }: PlainCell) {
  const family = findFamily(id);
  const model = await readModel(ctx, knownAtMs ?? undefined);
  return family === null ? [] : readShares(ctx, { family, moment: { account, region, atMs } }, model);
}

function decisionJson({ sinceMs, ...decision }: CellResult["decidedBy"][number]) {
  return { ...decision, since: isoOrNull(sinceMs) };
}

function lastKnownJson({ lastKnown }: CellResult) {
  return lastKnown === null ? null : { state: lastKnown.state, until: isoOrNull(lastKnown.untilMs) };
}

const iso = (timeMs: number): string => new Date(timeMs).toISOString();
const isoOrNull = (timeMs: number | null): string | null => (timeMs === null ? null : iso(timeMs));

function toLines(grid: CoverageGrid, cells: readonly Cell[]): string[] {
  const counts = new Map<string, number>();
  for (const { state } of cells) counts.set(state, (counts.get(state) ?? 0) + 1);
  const { latestFactMs, facts, undescribed } = grid.freshness;
  return [
    `At ${formatTime(grid.atMs)}: ${[...counts].map(([state, count]) => `${formatCount(count)} ${state}`).join(", ")}`,
    latestFactMs === null
      ? "No configuration is known: import it with config import."
      : `By ${countOf(facts, "fact")}, the latest of ${formatTime(latestFactMs)}.`,
    ...(grid.knownAtMs === null
      ? []
      : [`With what was known on ${formatTime(grid.knownAtMs)}; which log files are here is as of today.`]),
    ...(undescribed.length === 0 ? [] : [`Nobody described the trails of ${undescribed.join(", ")}.`]),
    ...cells.map(({ account, region, family, state, observed, because, lastKnown, shares }) => {
      const stale = lastKnown === null ? "" : ` (last known: ${lastKnown.state})`;
      const passing = (shares ?? []).map((share) => ` ${shareWords(share)}`).join("");
      return `${account}  ${region}  ${family}  ${state}${stale}  ${formatCount(observed)} seen  ${because}${passing}`;
    }),
    ...(cells.some(({ shares }) => shares === null)
      ? [`How much passes is said where at most ${SHARES_MAX} cells are partial: name an account, Region or family.`]
      : []),
  ];
}

import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { WorstCoverage } from "./activity-contract";
import { cellSpans } from "./cell-spans";
import type { CoverageModel } from "./coverage-model";
import { evaluateCoverage } from "./evaluate-coverage";
import type { Span } from "./spans";

/** An action that was done with success in a place, the last time at `lastMs`. */
export type Done = {
  readonly account: string;
  readonly region: string;
  readonly source: string;
  readonly name: string;
  readonly category: number;
  readonly lastMs: number;
};

type Cell = {
  readonly account: string;
  readonly region: string;
  readonly family: string;
  readonly isSeen: boolean;
  readonly atMs: number;
};

const RISK = { "not-logged": 4, unknown: 3, partial: 2, logged: 1, "not-loggable": 0, "not-applicable": 0 } as const;
const FOLLOWED = FAMILIES.filter(({ isFollowed, eventClass }) => isFollowed && eventClass.category === "Data");

/**
 * The worst state of what was done, and of what could have been done with the same services in the same places: over a whole window, or where that
 * is null each as it was when it was done last. Null where nothing was done.
 */
export function worstCoverage(done: readonly Done[], model: CoverageModel, window: Span | null): WorstCoverage | null {
  let worst: WorstCoverage | null = null;
  for (const cell of cellsOf(done)) {
    const family = findFamily(cell.family);
    if (family === null) continue;
    for (const { state, because, atMs } of statesOf(family, cell, { model, window })) {
      // What was seen is not "not logged", whatever the configuration says.
      const said = cell.isSeen && state === "not-logged" ? "partial" : state;
      if (worst !== null && RISK[said] <= RISK[worst.state]) continue;
      const { account, region } = cell;
      worst = { state: said, because, account, region, atMs, family: family.id, familyTitle: family.title };
    }
  }
  return worst;
}

type Asked = { readonly model: CoverageModel; readonly window: Span | null };

function statesOf(family: OperationFamily, { account, region, atMs }: Cell, { model, window }: Asked) {
  if (window === null) return [{ ...evaluateCoverage(family, { account, region, atMs }, model), atMs }];
  const spans = cellSpans(family, { account, region, window }, model);
  return spans.map(({ fromMs, result: { state, because } }) => ({ state, because, atMs: fromMs }));
}

/** What was done, each at its last time, and in the same places the followed data events of the same services. */
function cellsOf(done: readonly Done[]): Cell[] {
  const cells = new Map<string, Cell>();
  const add = (cell: Cell): void => {
    const key = `${cell.account} ${cell.region} ${cell.family}`;
    const known = cells.get(key);
    if (known === undefined || (cell.isSeen && (!known.isSeen || known.atMs < cell.atMs))) cells.set(key, cell);
  };
  for (const action of done) {
    const { account, region, source, lastMs: atMs } = action;
    const family = familiesOf(action).at(-1);
    if (family !== undefined) add({ account, region, family, isSeen: true, atMs });
    for (const { id, eventClass } of FOLLOWED)
      if (eventClass.sources.includes(source)) add({ account, region, family: id, isSeen: false, atMs });
  }
  return [...cells.values()];
}

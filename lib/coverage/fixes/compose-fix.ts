import { AppError } from "@/lib/base/app-error";
import { FAMILIES } from "@/lib/cloudtrail/catalogue/families";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import { type Extent, extentOf, selectClass } from "@/lib/cloudtrail/selectors/select-class";
import type { SelectorSet } from "@/lib/cloudtrail/selectors/selector-set";
import type { CoverageModel } from "../coverage-model";
import { type Place, type SinkAt, sinksOfAt } from "../sinks-at";
import { composeSelectors, countValues } from "./compose-selectors";
import { TRAILS_MAX, trailsInRegion } from "./double-paid";
import { renderCli, renderTerraform } from "./render-selectors";

export const VALUES_MAX = 500;

export type Fix = {
  readonly trail: string;
  readonly name: string;
  /** Set and shown whole, since it replaces what is there. */
  readonly cli: string;
  readonly terraform: string;
  /** Puts back what is there now. */
  readonly revert: string;
  readonly values: number;
  readonly valuesMax: number;
  /** The families that this trail takes whole then, and did not before. */
  readonly turned: readonly { readonly family: string; readonly before: Extent }[];
  /** How many families were compared: none is taken to a lesser extent than before. */
  readonly compared: number;
  /** Set where what the trail selects now is not certain. */
  readonly warning: string | null;
};

type Asked = Place & { readonly atMs: number; readonly families: readonly OperationFamily[] };

/**
 * The selectors that switch families on in a place, in the trail that already watches it, keeping all that it takes today: proved for every
 * family of the catalogue. AppError where no trail can be changed so, or where it would not fit.
 */
export function composeFix(asked: Asked, model: CoverageModel): Fix {
  const unloggable = asked.families.find(({ isLoggable }) => !isLoggable);
  if (unloggable !== undefined)
    throw new AppError("invalid-input", `${unloggable.title} cannot be switched on: CloudTrail makes no record of it.`);
  const at = trailFor(asked, model);
  if (at?.settings === undefined || at.selectors === undefined)
    throw new AppError(
      "conflict",
      `No trail is known whose selectors could be changed for ${asked.account} in ${asked.region}. Make one first.`,
    );
  const { settings, selectors } = at;
  const next = composeSelectors(selectors, asked.families);
  const lost = lostFamily(selectors, next, asked.families);
  if (lost !== null)
    throw new AppError("conflict", `The new selectors would take less of ${lost.title} than those there now.`);
  const values = countValues(next);
  if (values > VALUES_MAX)
    throw new AppError(
      "conflict",
      `This takes ${values} values in selectors; CloudTrail allows ${VALUES_MAX} in a trail. Narrow the choice, or use a further trail: a Region takes ${TRAILS_MAX}, and ${trailsInRegion(asked, model)} count there now.`,
    );
  const trail = { arn: at.sink.arn, home: settings.home };
  return {
    trail: at.sink.arn,
    name: settings.name,
    cli: renderCli(trail, next),
    terraform: renderTerraform(next),
    revert: renderCli(trail, selectors),
    values,
    valuesMax: VALUES_MAX,
    turned: asked.families.flatMap(({ id, eventClass }) => {
      const before = extentOf(selectClass(selectors, eventClass)).extent;
      return before === "all" ? [] : [{ family: id, before }];
    }),
    compared: FAMILIES.length,
    warning:
      at.standing === "proved"
        ? null
        : `What ${settings.name} selects now is known from earlier only: fetch it again before changing it.`,
  };
}

/** The account's own trail before that of its organisation: a change there concerns nobody else. */
function trailFor({ account, region, atMs }: Asked, model: CoverageModel): SinkAt | undefined {
  const fitting = sinksOfAt(model, account, atMs).filter(
    ({ isOn, settings, selectors }) =>
      isOn === true &&
      settings?.kind === "trail" &&
      selectors !== undefined &&
      (settings.multiRegion || settings.home === region),
  );
  return fitting.find(({ sink }) => sink.owner === account) ?? fitting[0];
}

const RANK: Readonly<Record<Extent, number>> = { none: 0, unknown: 1, part: 2, all: 3 };

/** The first family of which the new set takes less than the old one. */
function lostFamily(old: SelectorSet, next: SelectorSet, asked: readonly OperationFamily[]): OperationFamily | null {
  const extent = (set: SelectorSet, family: OperationFamily) => extentOf(selectClass(set, family.eventClass)).extent;
  return (
    [...FAMILIES, ...asked].find((family) => RANK[extent(next, family)] < RANK[extent(old, family)]) ??
    asked.find((family) => extent(next, family) !== "all") ??
    null
  );
}

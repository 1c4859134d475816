import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { OperationFamily } from "@/lib/cloudtrail/catalogue/operation-family";
import type { Context } from "@/lib/context";
import { evaluateCoverage } from "../../evaluate-coverage";
import { composeFix } from "../../fixes/compose-fix";
import type { FixPlan, planFix as endpoint } from "../../fixes/contract";
import { doublePaid, TRAILS_MAX, trailsInRegion } from "../../fixes/double-paid";
import { monthlyCost } from "../../fixes/monthly-cost";
import { getPrices } from "./update-prices";
import { readModel } from "../knowledge";
import { readObserved } from "../observed";

const DAY_MS = 86_400_000;

/** How to switch families on in a place, with what it keeps, what it turns and what it may cost in a month. */
export async function planFix(ctx: Context, input: z.output<typeof endpoint.input>): Promise<FixPlan> {
  const families = input.families.map(known);
  const { account, region } = input;
  const atMs = input.atMs ?? ctx.now().getTime();
  const model = await readModel(ctx);
  const { prices, arePricesSet } = await getPrices(ctx);
  const fix = composeFix({ account, region, atMs, families }, model);
  const seen = await readObserved(ctx, { fromMs: atMs - 30 * DAY_MS, toMs: atMs });
  const costs = families.map((family) => {
    const cells = seen.filter(({ family: id }) => id === family.id);
    const own = cells.find((cell) => cell.account === account && cell.region === region)?.events ?? 0;
    const siblings = cells
      .filter((cell) => cell.account !== account || cell.region !== region)
      .filter((cell) => evaluateCoverage(family, { ...cell, atMs: cell.lastMs }, model).state === "logged")
      .map(({ events }) => events);
    return { family: family.id, ...monthlyCost(family, { own, siblings }, prices) };
  });
  const moment = { account, region, atMs };
  const here = seen
    .filter((cell) => cell.account === account && cell.region === region && !cell.family.startsWith("management:"))
    .flatMap(({ family, events }) => {
      const found = findFamily(family);
      return found === null ? [] : [{ family: found, events }];
    });
  return {
    ...fix,
    turned: [...fix.turned],
    costs,
    prices,
    arePricesSet,
    doublePaid: doublePaid(moment, here, { model, prices }).map((one) => ({ ...one, sinks: [...one.sinks] })),
    trails: trailsInRegion(moment, model),
    trailsMax: TRAILS_MAX,
  };
}

function known(id: string): OperationFamily {
  const family = findFamily(id);
  if (family === null) throw new AppError("invalid-input", `There is no operation family "${id}".`);
  return family;
}

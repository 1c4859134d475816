import { z } from "zod";
import { FAMILIES, findFamily } from "@/lib/cloudtrail/catalogue/families";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import type { Context } from "@/lib/context";
import { rows, sql } from "@/lib/db/sql";
import type { ActivityCoverage, listActivityCoverage as endpoint } from "../activity-contract";
import type { CoverageModel } from "../coverage-model";
import { evaluateCoverage } from "../evaluate-coverage";
import { readModel } from "./knowledge";

const Row = z.object({
  id: z.string(),
  account: z.string(),
  region: z.string(),
  source: z.string(),
  name: z.string(),
  category: z.number(),
  lastMs: z.number(),
});
type Row = z.output<typeof Row>;

const DAYS = 30;

/**
 * How well identities would have been seen in the last 30 days in which each was active: the worst state of what they did, and of what they
 * could have done with the same services in the same places.
 */
export async function listActivityCoverage(
  ctx: Context,
  { identities }: z.output<typeof endpoint.input>,
): Promise<z.output<typeof endpoint.output>> {
  const model = await readModel(ctx);
  const found = await rows(
    ctx.pool,
    Row,
    sql`
      with mine as (
        select pi.identity_id::text as id, pi.principal_id,
          (select max(day) from activity_day where principal_id = pi.principal_id) as last
        from principal_identity pi where pi.identity_id = any(${[...identities]}::uuid[])),
      until as (select id, max(last) as last from mine group by id)
      select m.id, a.account, g.region, c.source, c.name, c.category, (extract(epoch from max(d.last_at)) * 1000)::float8 as "lastMs"
      from mine m join until u on u.id = m.id
      join activity_day d on d.principal_id = m.principal_id and d.day > u.last - make_interval(days => ${DAYS}) and d.outcome = 0
      join action c on c.id = d.action_id join account a on a.id = d.account_id join region g on g.id = d.region_id
      group by 1, 2, 3, 4, 5, 6 order by 1, 2, 3, 4, 5`,
  );
  const byIdentity = new Map<string, Row[]>();
  for (const row of found) {
    const list = byIdentity.get(row.id);
    if (list === undefined) byIdentity.set(row.id, [row]);
    else list.push(row);
  }
  return { rows: [...byIdentity].flatMap(([id, list]) => worstOf(id, list, model) ?? []) };
}

type Cell = {
  readonly account: string;
  readonly region: string;
  readonly family: string;
  readonly isSeen: boolean;
  readonly atMs: number;
};

const RISK = { "not-logged": 4, unknown: 3, partial: 2, logged: 1, "not-loggable": 0, "not-applicable": 0 } as const;
const FOLLOWED = FAMILIES.filter(({ isFollowed, eventClass }) => isFollowed && eventClass.category === "Data");

function worstOf(identity: string, list: readonly Row[], model: CoverageModel): ActivityCoverage | null {
  let worst: ActivityCoverage | null = null;
  for (const cell of cellsOf(list)) {
    const family = findFamily(cell.family);
    if (family === null) continue;
    const { state, because } = evaluateCoverage(family, cell, model);
    // What was seen is not "not logged", whatever the configuration says.
    const said = cell.isSeen && state === "not-logged" ? "partial" : state;
    if (worst !== null && RISK[said] <= RISK[worst.state]) continue;
    const { account, region, atMs } = cell;
    worst = { identity, state: said, because, account, region, atMs, family: family.id, familyTitle: family.title };
  }
  return worst;
}

/** What was done, each at its last time, and in the same places the followed data events of the same services. */
function cellsOf(list: readonly Row[]): Cell[] {
  const cells = new Map<string, Cell>();
  const add = (cell: Cell): void => {
    const key = `${cell.account} ${cell.region} ${cell.family}`;
    const known = cells.get(key);
    if (known === undefined || (cell.isSeen && (!known.isSeen || known.atMs < cell.atMs))) cells.set(key, cell);
  };
  for (const row of list) {
    const { account, region, source, lastMs: atMs } = row;
    const family = familiesOf(row).at(-1);
    if (family !== undefined) add({ account, region, family, isSeen: true, atMs });
    for (const { id, eventClass } of FOLLOWED)
      if (eventClass.sources.includes(source)) add({ account, region, family: id, isSeen: false, atMs });
  }
  return [...cells.values()];
}

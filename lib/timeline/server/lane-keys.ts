import { z } from "zod";
import { CALL_KINDS, callKindOf } from "@/lib/cloudtrail/call-kind";
import { familiesOf } from "@/lib/cloudtrail/catalogue/families-of";
import { findFamily } from "@/lib/cloudtrail/catalogue/families";
import type { Context } from "@/lib/context";
import { join, rows, type Sql, sql } from "@/lib/db/sql";
import type { ResolvedFilter } from "@/lib/events/server/resolved-filter";
import type { LaneName } from "@/lib/timeline/contract";
import { LANE_WORDS, type LaneDimension } from "@/lib/timeline/lane-dimensions";

const Action = z.object({ id: z.number(), source: z.string(), name: z.string(), category: z.number() });
export type KnownAction = z.output<typeof Action>;

/** All actions that the filter leaves. */
export function listActions(ctx: Context, filter: ResolvedFilter): Promise<KnownAction[]> {
  const condition = filter.actions === null ? sql`true` : sql`id = any(${filter.actions}::int[])`;
  return rows(ctx.pool, Action, sql`select id, source, name, category from action where ${condition}`);
}

/** What is known of each action before any event is read, as `m (action_id, kind, k0, k1)` for a `from` clause. */
export function actionTable(actions: readonly KnownAction[], by: readonly LaneDimension[]): Sql {
  const keys = [0, 1].map((at) => actions.map((action) => actionKey(by[at], action)));
  return sql`unnest(
    ${actions.map(({ id }) => id)}::int[],
    ${actions.map(({ source, name }) => CALL_KINDS.indexOf(callKindOf(source, name)))}::int[],
    ${keys[0]}::text[], ${keys[1]}::text[]) as m (action_id, kind, k0, k1)`;
}

function actionKey(dimension: LaneDimension | undefined, action: KnownAction): string {
  if (dimension === "service") return action.source;
  // The narrowest comes last.
  if (dimension === "family") return familiesOf(action).at(-1) ?? "";
  return dimension === "action" ? String(action.id) : "";
}

/** The key of a row of `laneRows` joined with `actionTable` in one dimension: text, "0" or empty where it names none. */
export function laneKeySql(dimension: LaneDimension | undefined, at: 0 | 1): Sql {
  switch (dimension) {
    case undefined:
      return sql`''`;
    case "service":
    case "family":
    case "action":
      return at === 0 ? sql`m.k0` : sql`m.k1`;
    case "resource":
      return sql`a.thing_id::text`;
    case "credential":
      return sql`a.credential_id::text`;
    case "account":
      return sql`a.account_id::text`;
    case "region":
      return sql`a.region_id::text`;
    case "network":
      return sql`a.address_id::text`;
  }
}

/**
 * The same with whole numbers for texts, which group and sort in a fraction of the time: `n0` and `n1`, and what turns the numbers
 * of a dimension into its keys.
 */
export function numberedActions(
  actions: readonly KnownAction[],
  by: readonly LaneDimension[],
): { readonly table: Sql; readonly keyOf: (at: 0 | 1, n: number) => string } {
  const keys = ([0, 1] as const).map((at) => actions.map((action) => actionKey(by[at], action)));
  const names = keys.map((list) => [...new Set(list)].toSorted());
  const numbers = keys.map((list, at) => {
    const places = new Map(names[at]?.map((name, place) => [name, place]));
    return list.map((key) => places.get(key) ?? 0);
  });
  const table = sql`unnest(
    ${actions.map(({ id }) => id)}::int[],
    ${actions.map(({ source, name }) => CALL_KINDS.indexOf(callKindOf(source, name)))}::int[],
    ${numbers[0]}::int[], ${numbers[1]}::int[]) as m (action_id, kind, n0, n1)`;
  const isOfAction = (at: 0 | 1): boolean => by[at] === undefined || KEY_COLUMNS[by[at]] === undefined;
  return { table, keyOf: (at, n) => (isOfAction(at) ? (names[at]?.[n] ?? "") : String(n)) };
}

/** The number of a counted row in one dimension. */
export function laneNumberSql(dimension: LaneDimension | undefined, at: 0 | 1): Sql {
  const column = dimension === undefined ? undefined : KEY_COLUMNS[dimension];
  return column === undefined ? (at === 0 ? sql`m.n0` : sql`m.n1`) : sql`a.${column}::int`;
}

/** The columns of a row of `laneRows` that the dimensions need besides the action, each with a comma behind it. */
export function keyColumns(by: readonly LaneDimension[]): Sql {
  const columns = by.flatMap((dimension) => KEY_COLUMNS[dimension] ?? []);
  return join(
    columns.map((column) => sql`${column}, `),
    "",
    sql``,
  );
}

const KEY_COLUMNS: Partial<Record<LaneDimension, Sql>> = {
  resource: sql`thing_id`,
  credential: sql`credential_id`,
  account: sql`account_id`,
  region: sql`region_id`,
  network: sql`address_id`,
};

const NameRow = z.object({ key: z.string(), value: z.string(), label: z.string(), note: z.string().nullable() });

/** What keys of a dimension are called; those that stand for "none" too. */
export async function nameLanes(
  ctx: Context,
  dimension: LaneDimension,
  keys: readonly string[],
): Promise<ReadonlyMap<string, LaneName>> {
  const none: LaneName = { value: null, label: LANE_WORDS[dimension].none, note: null };
  if (dimension === "service" || dimension === "family")
    return new Map(
      keys.map((key) => [key, key === "" ? none : { value: key, label: titleOf(dimension, key), note: null }]),
    );
  const ids = keys.map(Number);
  const found = await rows(ctx.pool, NameRow, namesSql(dimension, ids));
  const names = new Map<string, LaneName>(keys.map((key) => [key, none]));
  for (const { key, ...name } of found) names.set(key, name);
  return names;
}

function titleOf(dimension: "service" | "family", key: string): string {
  return dimension === "family" ? (findFamily(key)?.title ?? key) : key;
}

function namesSql(dimension: Exclude<LaneDimension, "service" | "family">, ids: readonly number[]): Sql {
  switch (dimension) {
    case "action":
      return sql`select id::text as key, source || ':' || name as value, name as label, source as note from action where id = any(${ids}::int[])`;
    case "resource":
      return sql`select id::text as key, uid::text as value, key as label, nullif(type, '') as note from resource where id = any(${ids}::int[])`;
    case "credential":
      return sql`select id::text as key, key as value, key as label, session_name as note from credential where id = any(${ids}::int[])`;
    case "account":
      return sql`select id::text as key, account as value, account as label, name as note from account where id = any(${ids}::int[])`;
    case "region":
      return sql`select id::text as key, region as value, region as label, null::text as note from region where id = any(${ids}::int[])`;
    case "network":
      return sql`select id::text as key, address as value, address as label, null::text as note from address where id = any(${ids}::int[])`;
  }
}

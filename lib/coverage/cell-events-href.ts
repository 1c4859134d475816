import type { Route } from "next";
import { clauseText, type FilterClause } from "@/lib/events/event-filter";
import { eventsHref } from "@/lib/events/search-params";
import type { CoverageCell } from "./contract";

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 30;
/** Above so many actions the service and the category stand for all of them. */
const ACTIONS_MAX = 60;

const CATEGORY_VALUES = { Management: "management", Data: "data", NetworkActivity: "network-activity" } as const;

/** The events of a cell, the last 30 days before its moment; those of a family with very many operations are named by service. */
export function cellEventsHref(cell: Pick<CoverageCell, "account" | "region" | "family" | "atMs">): Route {
  const { account, region, family, atMs } = cell;
  const clauses = [clause("account", account), clause("region", region), ...familyClauses(family)];
  const from = new Date(Math.floor(atMs / DAY_MS) * DAY_MS - (SHOWN_DAYS - 1) * DAY_MS).toISOString();
  const to = new Date(Math.floor(atMs / DAY_MS) * DAY_MS + DAY_MS).toISOString();
  return eventsHref({ clauses, from, to });
}

function familyClauses({ category, sources, operations }: CoverageCell["family"]): FilterClause[] {
  const kind = clause("category", CATEGORY_VALUES[category]);
  const actions = sources.flatMap((source) => operations.map(({ name }) => clause("action", `${source}:${name}`)));
  const few = actions.length > 0 && actions.length <= ACTIONS_MAX;
  const what = few ? actions : sources.map((source) => clause("source", source));
  return [kind, ...new Map(what.map((one) => [clauseText(one), one])).values()];
}

function clause(field: FilterClause["field"], value: string): FilterClause {
  return { field, not: false, value };
}

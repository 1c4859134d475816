import { z } from "zod";
import { likeWildcard } from "@/lib/base/like-pattern";
import { CATEGORIES } from "@/lib/cloudtrail/normalised-event";
import type { Context } from "@/lib/context";
import { rows, type Sql, sql } from "@/lib/db/sql";
import { clauseValues, type EventFilter } from "@/lib/events/event-filter";
import { allowedPositions } from "./allowed-positions";

/** Every action that the action, source and category clauses of a filter leave; null where it has none of them. */
export async function resolveActions(ctx: Context, filter: EventFilter): Promise<number[] | null> {
  const categories = allowedPositions(filter, "category", CATEGORIES);
  const parts = {
    actions: clauseValues(filter, "action", false),
    notActions: clauseValues(filter, "action", true),
    sources: clauseValues(filter, "source", false),
    notSources: clauseValues(filter, "source", true),
  };
  if (categories === null && Object.values(parts).every((values) => values.length === 0)) return null;
  const found = await rows(
    ctx.pool,
    z.object({ id: z.number() }),
    sql`
      select a.id from action a
      where ${parts.actions.length === 0 ? sql`true` : matches(parts.actions.map(actionPatterns))}
        and not ${matches(parts.notActions.map(actionPatterns))}
        and ${parts.sources.length === 0 ? sql`true` : matches(parts.sources.map(sourcePatterns))}
        and not ${matches(parts.notSources.map(sourcePatterns))}
        and ${categories === null ? sql`true` : sql`a.category = any(${categories}::int[])`}`,
  );
  return found.map(({ id }) => id);
}

type Patterns = { readonly source: string; readonly name: string };

/** `GetObject`, `Get*`, `s3:GetObject`, `s3.amazonaws.com:Get*` or `s3:*`. */
function actionPatterns(value: string): Patterns {
  const colon = value.indexOf(":");
  if (colon < 0) return { source: "%", name: likeWildcard(value) };
  return { source: sourcePatterns(value.slice(0, colon)).source, name: likeWildcard(value.slice(colon + 1)) };
}

function sourcePatterns(value: string): Patterns {
  const host = value.includes(".") || value.includes("*") ? value : `${value}.amazonaws.com`;
  return { source: likeWildcard(host), name: "%" };
}

function matches(patterns: readonly Patterns[]): Sql {
  return sql`exists (
    select from unnest(${patterns.map(({ source }) => source)}::text[], ${patterns.map(({ name }) => name)}::text[]) p (source, name)
    where a.source like p.source and a.name like p.name)`;
}

"use client";

import { useQueries } from "@tanstack/react-query";
import type { FilterClause } from "@/lib/events/event-filter";
import { identityQuery } from "@/lib/identities/query-options";
import { isUuid } from "@/lib/base/is-uuid";

/** Identities are in the address by id; people read their names. */
export function useIdentityLabels(clauses: readonly FilterClause[]): (clause: FilterClause) => string {
  const ids = clauses.filter(({ field, value }) => field === "identity" && isUuid(value)).map(({ value }) => value);
  const names = useQueries({
    queries: ids.map((id) => identityQuery.profile(id)),
    combine: (results) => new Map(results.map((result, index) => [ids[index], result.data?.name])),
  });
  return ({ field, value }) => (field === "identity" ? (names.get(value) ?? value) : value);
}

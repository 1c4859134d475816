"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { IdentityFilter, IdentitySort } from "@/lib/identities/contract";
import { identityParams, toIdentityFilter } from "@/lib/identities/search-params";

export type FacetName = "kind" | "human" | "account";

export type IdentityListView = {
  readonly filter: IdentityFilter;
  readonly sort: IdentitySort;
  readonly isFiltered: boolean;
  readonly search: (text: string) => void;
  readonly toggle: (facet: FacetName, value: string) => void;
  readonly sortBy: (sort: IdentitySort) => void;
  readonly clear: () => void;
};

/** The part of the address that says which identities are seen, and how to change it. */
export function useIdentityList(): IdentityListView {
  const [params, setParams] = useQueryStates(identityParams);
  return useMemo(() => {
    const filter = toIdentityFilter(params);
    return {
      filter,
      sort: params.sort,
      isFiltered: params.q !== "" || params.kind.length + params.human.length + params.account.length > 0,
      search: (text) => void setParams({ q: text }, { limitUrlUpdates: { method: "debounce", timeMs: 250 } }),
      toggle: (facet, value) => {
        const next = (chosen: readonly string[]) =>
          chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value];
        if (facet === "human")
          void setParams({
            human: params.human.includes(asHuman(value))
              ? params.human.filter((one) => one !== value)
              : [...params.human, asHuman(value)],
          });
        else void setParams({ [facet]: next(params[facet]) });
      },
      sortBy: (sort) => void setParams({ sort }, { history: "push" }),
      clear: () => void setParams(null),
    };
  }, [params, setParams]);
}

function asHuman(value: string): IdentityFilter["human"][number] {
  return value === "human" || value === "non-human" ? value : "undetermined";
}

"use client";

import { Search } from "lucide-react";
import { useState } from "react";
import { Input } from "@/components/ui/input";
import type { IdentityFacets } from "@/lib/identities/contract";
import { FacetToggle } from "./facet-toggle";
import type { IdentityListView } from "./use-identity-list";

type IdentityControlsProps = { readonly view: IdentityListView; readonly facets: IdentityFacets | undefined };

/** The search, and the fields with how many identities each value has. */
export function IdentityControls({ view, facets }: IdentityControlsProps) {
  const [text, setText] = useState(view.filter.query);
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
      <div className="relative w-full sm:w-72">
        <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
        <Input
          type="search"
          aria-label="Search identities"
          placeholder="Name, ARN, account or unique id"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            view.search(event.target.value);
          }}
          className="pl-8"
        />
      </div>
      <FacetToggle
        name="Nature"
        facet="human"
        values={facets?.human ?? []}
        chosen={view.filter.human}
        distinct={null}
        view={view}
      />
      <FacetToggle
        name="Kind"
        facet="kind"
        values={facets?.kinds ?? []}
        chosen={view.filter.kinds}
        distinct={null}
        view={view}
      />
      <FacetToggle
        name="Account"
        facet="account"
        values={facets?.accounts ?? []}
        chosen={view.filter.accounts}
        distinct={facets?.accountsDistinct ?? null}
        view={view}
      />
    </div>
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuLabel,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { IdentityFacets } from "@/lib/identities/contract";
import type { FacetName, IdentityListView } from "./use-identity-list";

type FacetToggleProps = {
  readonly name: string;
  readonly facet: FacetName;
  readonly values: IdentityFacets["kinds"];
  readonly chosen: readonly string[];
  /** How many values there are, where the list shows only the most frequent. */
  readonly distinct: number | null;
  readonly view: IdentityListView;
};

/** A field to choose values of; what is chosen stands on the button. */
export function FacetToggle({ name, facet, values, chosen, distinct, view }: FacetToggleProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" className={chosen.length > 0 ? "border-accent bg-accent-soft" : ""}>
          <span className={chosen.length > 0 ? "text-muted" : ""}>{name}</span>
          {chosen.length > 0 ? <span className="max-w-48 truncate">{visibleText(chosen.join(", "))}</span> : null}
          <ChevronDown />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {values.map((one) => (
          <DropdownMenuCheckboxItem
            key={one.value}
            checked={chosen.includes(one.value)}
            onCheckedChange={() => view.toggle(facet, one.value)}
            onSelect={(event) => event.preventDefault()}
          >
            <span className="min-w-0 flex-1 truncate">
              {visibleText(one.label)}
              {one.note === null ? null : <span className="text-muted"> {visibleText(one.note)}</span>}
            </span>
            <span className="text-xs text-muted tabular">{formatCount(one.identities)}</span>
          </DropdownMenuCheckboxItem>
        ))}
        {distinct !== null && distinct > values.length ? (
          <DropdownMenuLabel>
            {values.length} of {formatCount(distinct)}; the search finds the others
          </DropdownMenuLabel>
        ) : null}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

"use client";

import { ChevronDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { visibleText } from "@/lib/base/visible-text";

type ChoiceMenuProps = {
  readonly name: string;
  readonly values: readonly { readonly value: string; readonly label: string; readonly note: string | null }[];
  readonly chosen: readonly string[];
  readonly onToggle: (value: string) => void;
};

/** A list to choose several values of; what is chosen stands on the button. */
export function ChoiceMenu({ name, values, chosen, onToggle }: ChoiceMenuProps) {
  const labels = values.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button size="sm" className={chosen.length > 0 ? "border-accent bg-accent-soft" : ""}>
          <span className={chosen.length > 0 ? "text-ink-soft" : ""}>{name}</span>
          {chosen.length > 0 ? <span className="max-w-48 truncate">{visibleText(labels.join(", "))}</span> : null}
          <ChevronDown />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="start">
        {values.map(({ value, label, note }) => (
          <DropdownMenuCheckboxItem
            key={value}
            checked={chosen.includes(value)}
            onCheckedChange={() => onToggle(value)}
            onSelect={(event) => event.preventDefault()}
          >
            <span className="min-w-0 flex-1 truncate">
              {visibleText(label)}
              {note === null ? null : <span className="text-muted"> {visibleText(note)}</span>}
            </span>
          </DropdownMenuCheckboxItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

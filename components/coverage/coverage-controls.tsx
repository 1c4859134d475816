"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Button } from "@/components/ui/button";
import type { CoverageGrid } from "@/lib/coverage/contract";
import { FAMILY_SETS, HEATMAP_ORDERS, HEATMAP_ROWS, QUADRANTS } from "@/lib/coverage/heatmap-filter";
import { ChoiceMenu } from "./choice-menu";
import type { CoverageView } from "./use-coverage-view";

const FAMILY_WORDS = { followed: "Agents and what they use", ai: "AI and agents only" } as const;
const ORDER_WORDS = { risk: "Worst first", name: "By name" } as const;
const ROW_WORDS = { account: "Account, then Region", region: "Region, then account" } as const;
const QUADRANT_WORDS = {
  "configured-seen": "Configured, and events seen",
  "configured-silent": "Configured, but silent",
  "unconfigured-seen": "Not configured, yet events seen",
  "unconfigured-silent": "Not configured, nothing seen",
  any: "Configured or not, seen or not",
} as const;

type CoverageControlsProps = { readonly grid: CoverageGrid; readonly view: CoverageView };

/** Which rows and columns are shown, in which order. */
export function CoverageControls({ grid, view }: CoverageControlsProps) {
  const { filter } = view;
  const groups = [...new Set(grid.families.map(({ group }) => group))];
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Choice
        name="Operation families"
        value={filter.families}
        options={FAMILY_SETS.map((value) => ({ value, label: FAMILY_WORDS[value] }))}
        onChoose={(families) => view.choose({ families })}
      />
      <Choice
        name="Rows"
        value={filter.by}
        options={HEATMAP_ROWS.map((value) => ({ value, label: ROW_WORDS[value] }))}
        onChoose={(by) => view.choose({ by })}
      />
      <Choice
        name="Order"
        value={filter.sort}
        options={HEATMAP_ORDERS.map((value) => ({ value, label: ORDER_WORDS[value] }))}
        onChoose={(sort) => view.choose({ sort })}
      />
      <Choice
        name="Configured against seen"
        value={filter.quadrant ?? "any"}
        options={(["any", ...QUADRANTS] as const).map((value) => ({ value, label: QUADRANT_WORDS[value] }))}
        onChoose={(value) => view.pickQuadrant(value === "any" ? null : value)}
      />
      <ChoiceMenu
        name="Service"
        values={groups.map((value) => ({ value, label: value, note: null }))}
        chosen={filter.groups}
        onToggle={(value) => view.toggle("groups", value)}
      />
      <ChoiceMenu
        name="Account"
        values={grid.accounts.map(({ id, name }) => ({
          value: id,
          label: name ?? id,
          note: name === null ? null : id,
        }))}
        chosen={filter.accounts}
        onToggle={(value) => view.toggle("accounts", value)}
      />
      <ChoiceMenu
        name="Region"
        values={grid.regions.map((value) => ({ value, label: value, note: null }))}
        chosen={filter.regions}
        onToggle={(value) => view.toggle("regions", value)}
      />
      <Button
        size="sm"
        aria-pressed={filter.used}
        className={filter.used ? "border-accent bg-accent-soft" : ""}
        onClick={() => view.choose({ used: !filter.used })}
      >
        With use only
      </Button>
      {view.isFiltered ? (
        <Button size="sm" variant="link" onClick={view.clear}>
          Show everything
        </Button>
      ) : null}
    </div>
  );
}

type ChoiceProps<Value extends string> = {
  readonly name: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChoose: (value: Value) => void;
};

function Choice<Value extends string>({ name, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <Select
      value={value}
      onValueChange={(chosen) => {
        const found = options.find((option) => option.value === chosen);
        if (found !== undefined) onChoose(found.value);
      }}
    >
      <SelectTrigger aria-label={name} className="h-7 w-auto px-2 text-xs">
        <SelectValue />
      </SelectTrigger>
      <SelectContent>
        {options.map((option) => (
          <SelectItem key={option.value} value={option.value}>
            {option.label}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

"use client";

import { useMemo } from "react";
import { EvidenceMark } from "@/components/common/evidence-mark";
import { Checkbox } from "@/components/ui/checkbox";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import type { CoverageGrid } from "@/lib/coverage/contract";

type Place = { readonly account: string; readonly region: string };

type FixChoiceProps = {
  readonly grid: CoverageGrid;
  readonly place: Place;
  readonly chosen: readonly string[];
  readonly onPlace: (place: Place) => void;
  readonly onChoose: (families: readonly string[]) => void;
};

/** A place, and what is not wholly logged there to choose from. */
export function FixChoice({ grid, place, chosen, onPlace, onChoose }: FixChoiceProps) {
  const open = useMemo(() => openFamilies(grid, place), [grid, place]);
  return (
    <section aria-label="What is to be logged" className="rounded-lg border border-border bg-panel">
      <div className="flex flex-col gap-3 border-b border-border p-4">
        <PlaceSelect
          name="Account"
          value={place.account}
          options={grid.accounts.map(({ id, name }) => ({ value: id, label: name === null ? id : `${name} (${id})` }))}
          onChoose={(account) => onPlace({ ...place, account })}
        />
        <PlaceSelect
          name="Region"
          value={place.region}
          options={grid.regions.map((value) => ({ value, label: value }))}
          onChoose={(region) => onPlace({ ...place, region })}
        />
      </div>
      <p className="px-4 pt-3 text-xs text-muted">
        {formatCount(open.length)} of {formatCount(grid.families.length)} families are not wholly logged here.
      </p>
      <ul
        tabIndex={0}
        aria-label="Families that are not wholly logged"
        className="flex max-h-[60dvh] flex-col gap-1 overflow-y-auto px-4 py-3"
      >
        {open.map(({ id, title, state }) => (
          <li key={id} className="flex items-center gap-2 text-sm">
            <Checkbox
              id={`family ${id}`}
              checked={chosen.includes(id)}
              onCheckedChange={(checked) =>
                onChoose(checked === true ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
            <label htmlFor={`family ${id}`} className="min-w-0 flex-1 truncate">
              {visibleText(title)}
            </label>
            <EvidenceMark state={state} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function openFamilies(grid: CoverageGrid, { account, region }: Place) {
  const a = grid.accounts.findIndex(({ id }) => id === account);
  const r = grid.regions.indexOf(region);
  const place = grid.places.find((one) => one.account === a && one.region === r);
  const results = grid.profiles[place?.profile ?? -1] ?? [];
  return grid.families.flatMap(({ id, title }, n) => {
    const state = results[n]?.state;
    return state === "not-logged" || state === "partial" || state === "unknown" ? [{ id, title, state }] : [];
  });
}

type PlaceSelectProps = {
  readonly name: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
};

function PlaceSelect({ name, value, options, onChoose }: PlaceSelectProps) {
  const id = `fix ${name}`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{name}</Label>
      <Select value={value} onValueChange={onChoose}>
        <SelectTrigger id={id}>
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {options.map((option) => (
            <SelectItem key={option.value} value={option.value}>
              {visibleText(option.label)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}

"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { CATEGORIES, RECORD_KINDS } from "@/lib/cloudtrail/normalised-event";
import { FILTER_FIELDS, FilterField } from "@/lib/events/event-filter";
import { FIELD_HINTS, FIELD_NAMES } from "./clause-text";
import type { EventView } from "./use-event-view";

/** Fields that have only a few words. */
const WORDS: Partial<Record<FilterField, readonly string[]>> = {
  outcome: ["ok", "error"],
  category: CATEGORIES,
  kind: RECORD_KINDS,
  readonly: ["yes", "no", "unknown"],
};

/** Adds one part to the filter, for any field there is. */
export function AddFilter({ view }: { readonly view: EventView }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost">
          <Plus /> Filter
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-80">
        <AddFilterForm view={view} onDone={() => setOpen(false)} />
      </PopoverContent>
    </Popover>
  );
}

function AddFilterForm({ view, onDone }: { readonly view: EventView; readonly onDone: () => void }) {
  const id = useId();
  const [field, setField] = useState<FilterField>("action");
  const [value, setValue] = useState("");
  const [not, setNot] = useState(false);
  const words = WORDS[field];

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (value.trim() === "") return;
    view.add(field, value.trim(), not);
    onDone();
  }

  function chooseField(next: string): void {
    setField(FilterField.parse(next));
    setValue("");
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <Select value={field} onValueChange={chooseField}>
        <SelectTrigger aria-label="Field">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {FILTER_FIELDS.map((one) => (
            <SelectItem key={one} value={one}>
              {FIELD_NAMES[one]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {words ? (
        <Select value={value} onValueChange={setValue}>
          <SelectTrigger aria-label="Value">
            <SelectValue placeholder="Choose" />
          </SelectTrigger>
          <SelectContent>
            {words.map((word) => (
              <SelectItem key={word} value={word}>
                {word}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
      ) : (
        <Input
          autoFocus
          aria-label="Value"
          placeholder={FIELD_HINTS[field]}
          value={value}
          onChange={(event) => setValue(event.target.value)}
          className="font-mono text-xs"
        />
      )}
      <div className="flex items-center justify-between gap-2">
        <span className="flex items-center gap-2">
          <Checkbox id={id} checked={not} onCheckedChange={(checked) => setNot(checked === true)} />
          <Label htmlFor={id} className="font-normal">
            leave these out
          </Label>
        </span>
        <Button type="submit" size="sm" variant="primary" disabled={value.trim() === ""}>
          Add
        </Button>
      </div>
    </form>
  );
}

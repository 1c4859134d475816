"use client";

import { useQueryStates } from "nuqs";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { visibleText } from "@/lib/base/visible-text";
import { FileIntegrity, STATE_NAMES } from "@/lib/integrity/file-integrity";
import { sourcesParams } from "@/lib/sources/search-params";

const ALL = "every source";
const ANY = "any integrity";
const STATES = FileIntegrity.shape.state.options;
const TYPING_MS = 250;

/** Which log files are listed; the address holds it. */
export function LogFileFilters({ sources }: { readonly sources: readonly string[] }) {
  const [params, setParams] = useQueryStates(sourcesParams);
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-border px-4 py-2">
      <Input
        type="search"
        aria-label="Search log files"
        placeholder="Part of a path, or SHA-256"
        className="max-w-72"
        value={params.q}
        onChange={(event) =>
          void setParams({ q: event.target.value }, { limitUrlUpdates: { method: "debounce", timeMs: TYPING_MS } })
        }
      />
      <Select
        value={params.source ?? ALL}
        onValueChange={(source) => void setParams({ source: source === ALL ? null : source })}
      >
        <SelectTrigger aria-label="Source" className="w-44">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {[ALL, ...sources].map((source) => (
            <SelectItem key={source} value={source}>
              {visibleText(source)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Select
        value={params.integrity ?? ANY}
        onValueChange={(value) => void setParams({ integrity: STATES.find((state) => state === value) ?? null })}
      >
        <SelectTrigger aria-label="Integrity" className="w-40">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={ANY}>{ANY}</SelectItem>
          {STATES.map((state) => (
            <SelectItem key={state} value={state}>
              {STATE_NAMES[state]}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Label className="flex items-center gap-2 text-sm font-normal">
        <Checkbox
          checked={params.quarantined}
          onCheckedChange={(checked) => void setParams({ quarantined: checked === true })}
        />
        Has quarantine
      </Label>
      <Label className="flex items-center gap-2 text-sm font-normal">
        <Checkbox
          checked={params.dropped}
          onCheckedChange={(checked) => void setParams({ dropped: checked === true })}
        />
        Dropped
      </Label>
    </div>
  );
}

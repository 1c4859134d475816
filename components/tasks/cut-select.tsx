"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { formatDuration } from "@/lib/base/format-duration";
import type { Gap } from "@/lib/tasks/contract";

const GAPS_SECONDS = [10, 60, 300, 900, 1800, 3600, 21_600, 86_400] as const;
const USUAL = "usual";

type CutSelectProps = { readonly gap: Gap; readonly onCut: (gap: Gap) => void };

/** How long a pause ends a piece of work; every cut can be undone here. */
export function CutSelect({ gap, onCut }: CutSelectProps) {
  const isOther = typeof gap === "number" && !GAPS_SECONDS.some((one) => one === gap);
  const choices: readonly number[] = isOther ? [...GAPS_SECONDS, gap].toSorted((a, b) => a - b) : GAPS_SECONDS;
  return (
    <div className="flex items-center gap-2 text-xs text-muted">
      <span aria-hidden>Cut at pauses</span>
      <Select
        value={gap === null ? USUAL : String(gap)}
        onValueChange={(next) => onCut(next === USUAL ? null : next === "none" ? "none" : Number(next))}
      >
        <SelectTrigger aria-label="Cut at pauses" className="h-7 w-44 text-xs">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={USUAL}>as usual for its kind</SelectItem>
          <SelectItem value="none">never</SelectItem>
          {choices.map((seconds) => (
            <SelectItem key={seconds} value={String(seconds)}>
              over {formatDuration(seconds)}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}

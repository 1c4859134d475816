"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { call } from "@/lib/http/call";
import { sourceFilters } from "@/lib/integrity/contract";
import { integrityQuery } from "@/lib/integrity/query-options";
import type { SourceFilter } from "@/lib/integrity/watermark";

const CHOICES: readonly (readonly [key: string, leavesOut: readonly SourceFilter[], text: string])[] = [
  ["", [], "not declared"],
  ["nothing", ["nothing"], "leaves out nothing"],
  ["read-only-management", ["read-only-management"], "leaves out read-only management events"],
  ["data", ["data"], "leaves out data events"],
  ["management", ["management"], "leaves out management events"],
  ["data network-activity", ["data", "network-activity"], "management events only"],
  ["unknown", ["unknown"], "leaves out something, unknown what"],
];

type SourceFiltersProps = {
  readonly source: string;
  readonly leavesOut: readonly SourceFilter[];
  readonly mayDeclare: boolean;
};

/** What a source leaves out before records come here; an investigator may say so. */
export function SourceFilters({ source, leavesOut, mayDeclare }: SourceFiltersProps) {
  const client = useQueryClient();
  const declare = useMutation({
    mutationFn: (filters: readonly SourceFilter[]) => call(sourceFilters, { source, leavesOut: [...filters] }),
    onSuccess: () => client.invalidateQueries({ queryKey: integrityQuery.watermarks().queryKey }),
    onError: (error) => {
      toast.error(error.message);
    },
  });
  const key = leavesOut.toSorted().join(" ");
  const text = CHOICES.find(([choice]) => choice === key)?.[2] ?? `leaves out ${leavesOut.join(", ")}`;
  if (!mayDeclare) return <span className="text-xs text-muted">{text}</span>;
  return (
    <Select
      value={CHOICES.some(([choice]) => choice === key) ? key : ""}
      onValueChange={(next) => declare.mutate(CHOICES.find(([choice]) => choice === next)?.[1] ?? [])}
    >
      <SelectTrigger aria-label={`What ${source} leaves out`} className="h-7 w-64 text-xs">
        <SelectValue placeholder={text} />
      </SelectTrigger>
      <SelectContent>
        {CHOICES.filter(([choice]) => choice !== "").map(([choice, , words]) => (
          <SelectItem key={choice} value={choice}>
            {words}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

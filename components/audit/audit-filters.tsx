"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { auditQuery } from "@/lib/audit/query-options";
import { auditParams } from "@/lib/audit/search-params";
import { parseUtcTime } from "@/lib/base/parse-utc-time";

const ALL = "every action";
const LATER = { limitUrlUpdates: { method: "debounce", timeMs: 250 } } as const;
const FIELDS = [
  { name: "who", label: "Who", placeholder: "Who: part of a name" },
  { name: "target", label: "Target", placeholder: "To what: id or name" },
] as const;
const TIMES = [
  { name: "from", label: "From", placeholder: "From 2026-11-02 14:05" },
  { name: "to", label: "To, not included", placeholder: "To, in UTC" },
] as const;

/** Which entries are listed; the address holds it. */
export function AuditFilters() {
  const [params, setParams] = useQueryStates(auditParams);
  const { data } = useQuery(auditQuery.actions());
  const isSet = Object.values(params).some((value) => value !== "");
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2">
      {FIELDS.map(({ name, label, placeholder }) => (
        <Input
          key={name}
          type="search"
          aria-label={label}
          placeholder={placeholder}
          className="w-52 max-sm:w-full"
          value={params[name]}
          onChange={(event) => void setParams({ [name]: event.target.value }, LATER)}
        />
      ))}
      <Select
        value={params.action === "" ? ALL : params.action}
        onValueChange={(action) => void setParams({ action: action === ALL ? "" : action })}
      >
        <SelectTrigger aria-label="Action" className="w-52 max-sm:w-full">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {[ALL, ...withFamilies(data?.actions ?? [])].map((action) => (
            <SelectItem key={action} value={action}>
              {action.endsWith(".") ? `${action}…` : action}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      {TIMES.map(({ name, label, placeholder }) => (
        <Input
          key={name}
          aria-label={label}
          placeholder={placeholder}
          aria-invalid={params[name] !== "" && parseUtcTime(params[name]) === null}
          className="w-48 max-sm:w-full"
          value={params[name]}
          onChange={(event) => void setParams({ [name]: event.target.value }, LATER)}
        />
      ))}
      {isSet ? (
        <Button variant="ghost" size="sm" onClick={() => void setParams(null)}>
          Show all
        </Button>
      ) : null}
    </div>
  );
}

/** Before the actions of one noun a choice that takes them all. */
function withFamilies(actions: readonly string[]): string[] {
  const seen = new Set<string>();
  return actions.flatMap((action) => {
    const family = /^[^.]+\./.exec(action)?.[0];
    if (family === undefined || seen.has(family)) return [action];
    seen.add(family);
    return [family, action];
  });
}

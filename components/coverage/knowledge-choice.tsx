"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { CoverageView } from "./use-coverage-view";

type KnowledgeChoiceProps = { readonly atMs: number; readonly view: CoverageView };

/** As it was by all that is known now, or as it was known at some time. */
export function KnowledgeChoice({ atMs, view }: KnowledgeChoiceProps) {
  const isThen = view.knownAtMs !== null;
  return (
    <div role="group" aria-label="By which knowledge" className="flex flex-wrap items-center gap-1 text-xs">
      <Button
        size="sm"
        variant={isThen ? "ghost" : "secondary"}
        aria-pressed={!isThen}
        onClick={() => view.knowAt(null)}
      >
        As it was
      </Button>
      <Button
        size="sm"
        variant={isThen ? "secondary" : "ghost"}
        aria-pressed={isThen}
        onClick={() => view.knowAt(atMs)}
      >
        As we knew it then
      </Button>
      {view.knownAtMs === null ? null : (
        <KnownAt key={view.knownAtMs} knownAtMs={view.knownAtMs} onChange={view.knowAt} />
      )}
    </div>
  );
}

type KnownAtProps = { readonly knownAtMs: number; readonly onChange: (ms: number) => void };

function KnownAt({ knownAtMs, onChange }: KnownAtProps) {
  const [text, setText] = useState(new Date(knownAtMs).toISOString().slice(0, 16));
  return (
    <label className="flex items-center gap-1 text-muted">
      on
      <Input
        type="datetime-local"
        aria-label="Known at, UTC"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => {
          const ms = text === "" ? Number.NaN : Date.parse(`${text}:00Z`);
          if (Number.isFinite(ms)) onChange(ms);
        }}
        className="h-7 w-44 text-xs"
      />
      UTC; which files are here is as of today
    </label>
  );
}

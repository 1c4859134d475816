"use client";

import { CalendarRange, X } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { formatTime } from "@/lib/base/format-time";
import { parseUtcTime } from "@/lib/base/parse-utc-time";
import type { EventView } from "./use-event-view";

/** The selected time in words, and a way to write it instead of dragging it. */
export function WindowButton({ view }: { readonly view: EventView }) {
  const [open, setOpen] = useState(false);
  useKeyBindings(useMemo(() => goKeys(() => setOpen(true)), []));
  const { fromMs, toMs } = view.window;
  const isSet = fromMs !== null || toMs !== null;
  return (
    <span className="inline-flex min-w-0 items-center">
      <Popover open={open} onOpenChange={setOpen}>
        <PopoverTrigger asChild>
          <Button size="sm" variant="ghost" className="min-w-0 tabular" title="Go to a time, or choose one (g)">
            <CalendarRange />
            <span className="truncate">
              {isSet ? `${shortTime(fromMs) ?? "start"} – ${shortTime(toMs) ?? "end"} UTC` : "All time"}
            </span>
          </Button>
        </PopoverTrigger>
        <PopoverContent className="w-72">
          <MomentForm view={view} onDone={() => setOpen(false)} />
          <WindowForm view={view} onDone={() => setOpen(false)} />
        </PopoverContent>
      </Popover>
      {isSet ? (
        <Button
          size="icon-sm"
          variant="ghost"
          aria-label="Show all time"
          title="Show all time (f)"
          onClick={() => view.setWindow(null, false)}
        >
          <X />
        </Button>
      ) : null}
    </span>
  );
}

const goKeys = (run: () => void) => ({ title: "Go to", bindings: [{ key: "g", label: "Go to a time", run }] });

const MOMENT_MS = 30 * 60_000;

type FormProps = { readonly view: EventView; readonly onDone: () => void };

/** Goes to a moment: as much time around it as is seen now, or half an hour where all is. */
function MomentForm({ view, onDone }: FormProps) {
  const [text, setText] = useState("");
  const atMs = parseUtcTime(text);
  const { fromMs, toMs } = view.window;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (atMs === null) return;
    const halfMs = Math.round((fromMs === null || toMs === null ? MOMENT_MS : toMs - fromMs) / 2);
    view.setWindow({ fromMs: atMs - halfMs, toMs: atMs + halfMs }, false);
    onDone();
  }

  return (
    <form onSubmit={submit} className="mb-3 flex items-end gap-2 border-b border-border pb-3">
      <TimeField label="Go to" value={text} onChange={setText} isWrong={text !== "" && atMs === null} />
      <Button type="submit" size="sm" disabled={atMs === null}>
        Go
      </Button>
    </form>
  );
}

function shortTime(timeMs: number | null): string | null {
  return timeMs === null ? null : formatTime(timeMs).replace(" UTC", "");
}

function WindowForm({ view, onDone }: FormProps) {
  const [from, setFrom] = useState(shortTime(view.window.fromMs) ?? "");
  const [to, setTo] = useState(shortTime(view.window.toMs) ?? "");
  const times = { fromMs: parseUtcTime(from), toMs: parseUtcTime(to) };
  const isReady = times.fromMs !== null && times.toMs !== null && times.toMs > times.fromMs;

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (times.fromMs === null || times.toMs === null || !isReady) return;
    view.setWindow({ fromMs: times.fromMs, toMs: times.toMs }, false);
    onDone();
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-3">
      <TimeField label="From" value={from} onChange={setFrom} isWrong={from !== "" && times.fromMs === null} />
      <TimeField
        label="To, not included"
        value={to}
        onChange={setTo}
        isWrong={to !== "" && (times.toMs === null || !isReady)}
      />
      <div className="flex items-center justify-between">
        <span className="text-xs text-muted">2026-11-02 14:05, in UTC</span>
        <Button type="submit" size="sm" variant="primary" disabled={!isReady}>
          Show
        </Button>
      </div>
    </form>
  );
}

type TimeFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isWrong: boolean;
};

function TimeField({ label, value, onChange, isWrong }: TimeFieldProps) {
  return (
    <Label className="flex flex-1 flex-col gap-1">
      {label}
      <Input
        value={value}
        aria-invalid={isWrong}
        placeholder="2026-11-02 14:05:00"
        onChange={(event) => onChange(event.target.value)}
        className="font-mono text-xs"
      />
    </Label>
  );
}

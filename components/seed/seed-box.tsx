"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, type KeyboardEvent, useDeferredValue, useMemo, useRef, useState } from "react";
import { useKeyBindings } from "@/components/common/key-bindings";
import { KeyHint } from "@/components/common/key-hint";
import { Popover, PopoverAnchor, PopoverContent } from "@/components/ui/popover";
import { seedQuery } from "@/lib/seed/query-options";
import { splitIndicators } from "@/lib/seed/split-indicators";
import { SeedResults } from "./seed-results";

/** More than this is looked at as a list of its own. */
const INLINE_MAX = 1;

/** Type or paste anything that names something in AWS: it says what that is here, and leads there. */
export function SeedBox() {
  const [text, setText] = useState("");
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const client = useQueryClient();
  const asked = useDeferredValue(text.trim());
  const { data, error, isFetching } = useQuery(seedQuery.resolved(asked.length > 1 ? asked : ""));
  const hits = data?.hits ?? [];
  const keys = useMemo(
    () => ({
      title: "Search",
      bindings: [{ key: "/", label: "Find anything by its id or name", run: () => input.current?.focus() }],
    }),
    [],
  );
  useKeyBindings(keys);

  function go(href: Route): void {
    setOpen(false);
    setText("");
    input.current?.blur();
    router.push(href);
  }

  function onPaste(event: ClipboardEvent): void {
    const pasted = event.clipboardData.getData("text");
    const indicators = splitIndicators(pasted);
    if (indicators.length <= INLINE_MAX) return;
    event.preventDefault();
    go(seedListHref(indicators));
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      setOpen(false);
      input.current?.blur();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      setChosen((index) => (hits.length === 0 ? 0 : (index + step + hits.length) % hits.length));
    }
    if (event.key === "Enter") void goToHit(text.trim(), event.shiftKey);
  }

  /** Waits where the answer is not there yet, and goes nowhere where meanwhile something else was typed or the box was left. */
  async function goToHit(wanted: string, isProfile: boolean): Promise<void> {
    if (wanted.length < 2) return;
    const answer = await client.ensureQueryData(seedQuery.resolved(wanted)).catch(() => null);
    const box = input.current;
    const hit = answer?.hits[chosen];
    if (hit === undefined || box === null || box.value.trim() !== wanted || document.activeElement !== box) return;
    go(asRoute(isProfile ? (hit.profileHref ?? hit.href) : hit.href));
  }

  return (
    <Popover open={open && asked.length > 1} onOpenChange={setOpen}>
      <PopoverAnchor asChild>
        <div className="relative w-full max-w-xl">
          <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted" />
          <input
            ref={input}
            type="text"
            role="combobox"
            aria-label="Find by ARN, key id, account, address, event id, object key, name"
            aria-expanded={open && asked.length > 1}
            aria-controls="seed-results"
            {...(hits.length > 0 ? { "aria-activedescendant": `seed-hit-${chosen}` } : {})}
            autoComplete="off"
            spellCheck={false}
            placeholder="ARN, key id, account, address, event id, object, name"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              setChosen(0);
              setOpen(true);
            }}
            onFocus={() => setOpen(true)}
            onPaste={onPaste}
            onKeyDown={onKeyDown}
            className="h-8 w-full rounded-md border border-border bg-surface pr-8 pl-8 text-sm text-ink placeholder:text-muted focus-visible:border-focus focus-visible:bg-panel focus-visible:outline-2 focus-visible:outline-offset-0 focus-visible:outline-focus/40"
          />
          <span aria-hidden className="pointer-events-none absolute top-1.5 right-1.5 max-sm:hidden">
            <KeyHint keys={["/"]} />
          </span>
        </div>
      </PopoverAnchor>
      <PopoverContent
        id="seed-results"
        className="w-(--radix-popover-trigger-width) min-w-80 p-1"
        onOpenAutoFocus={(event) => event.preventDefault()}
        onCloseAutoFocus={(event) => event.preventDefault()}
        onInteractOutside={(event) =>
          input.current?.contains(asNode(event.target)) ? event.preventDefault() : undefined
        }
      >
        <SeedResults answer={data} error={error} isLooking={isFetching} chosen={chosen} onGo={go} />
      </PopoverContent>
    </Popover>
  );
}

function seedListHref(indicators: readonly string[]): Route {
  // In the fragment: pasted indicators may be many, and a fragment never reaches a server's log.
  return asRoute(`/find#${encodeURIComponent(indicators.join("\n"))}`);
}

/** Addresses from the server are those of this product's own pages. */
function asRoute(href: string): Route {
  return href as Route;
}

function asNode(target: EventTarget | null): Node | null {
  return target instanceof Node ? target : null;
}

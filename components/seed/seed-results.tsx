"use client";

import type { Route } from "next";
import { KeyHint } from "@/components/common/key-hint";
import { AppError } from "@/lib/base/app-error";
import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { SeedAnswer, SeedHit } from "@/lib/seed/contract";
import { SeedKindIcon } from "./seed-kind-icon";

type SeedResultsProps = {
  readonly answer: SeedAnswer | undefined;
  readonly error: Error | null;
  readonly isLooking: boolean;
  readonly chosen: number;
  readonly onGo: (href: Route) => void;
};

/** What one indicator is in this store: every kind that fits, and when it was seen. */
export function SeedResults({ answer, error, isLooking, chosen, onGo }: SeedResultsProps) {
  if (error !== null)
    return <Note>{error instanceof AppError ? error.message : "The store could not be searched. Try again."}</Note>;
  if (answer === undefined) return <Note>{isLooking ? "Looking…" : "Type more."}</Note>;
  if (answer.hits.length === 0)
    return (
      <Note>Nothing in the delivered records fits. That does not mean that it does not exist, or was not used.</Note>
    );
  return (
    <ul role="listbox" aria-label="Found" className="max-h-96 overflow-y-auto">
      {answer.hits.map((hit, index) => (
        <HitOption
          key={hit.kind + hit.href + hit.label}
          hit={hit}
          index={index}
          isChosen={index === chosen}
          onGo={onGo}
        />
      ))}
    </ul>
  );
}

type HitOptionProps = {
  readonly hit: SeedHit;
  readonly index: number;
  readonly isChosen: boolean;
  readonly onGo: (href: Route) => void;
};

function HitOption({ hit, index, isChosen, onGo }: HitOptionProps) {
  return (
    <li
      id={`seed-hit-${index}`}
      role="option"
      aria-selected={isChosen}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onGo(hit.href as Route)}
      className={`flex cursor-pointer items-center gap-2.5 rounded-sm px-2 py-1.5 ${isChosen ? "bg-hover" : "hover:bg-hover/60"}`}
    >
      <SeedKindIcon kind={hit.kind} />
      <span className="min-w-0 flex-1">
        <span className="flex min-w-0 items-baseline gap-2">
          <bdi className="truncate font-mono text-xs">{visibleText(hit.label)}</bdi>
          <span className="shrink-0 text-xs text-muted">{hit.kind}</span>
        </span>
        <span className="block truncate text-xs text-muted">{factsOf(hit)}</span>
      </span>
      {hit.profileHref === null ? null : <ProfileChoice href={hit.profileHref as Route} onGo={onGo} />}
    </li>
  );
}

/** By pointer; the keyboard has Shift and Enter for it, since an option holds nothing to go to. */
function ProfileChoice({ href, onGo }: { readonly href: Route; readonly onGo: (href: Route) => void }) {
  return (
    <span
      onClick={(event) => {
        event.stopPropagation();
        onGo(href);
      }}
      title="Profile: Shift and Enter"
      className="flex shrink-0 items-center gap-1 rounded-sm px-1.5 py-1 text-xs text-accent hover:bg-panel hover:underline"
    >
      Profile <KeyHint keys={["⇧", "↵"]} />
    </span>
  );
}

function factsOf(hit: SeedHit): string {
  const last = hit.lastMs === null ? null : `last ${formatTime(hit.lastMs, "minute")}`;
  const events =
    hit.events === null || hit.kind === "event"
      ? null
      : `${formatCount(hit.events)} ${hit.events === 1 ? "event" : "events"}`;
  return [hit.note === null ? null : visibleText(hit.note), events, last].filter((part) => part !== null).join(" · ");
}

function Note({ children }: { readonly children: string }) {
  return (
    <p role="status" className="px-2 py-2 text-xs text-muted">
      {children}
    </p>
  );
}

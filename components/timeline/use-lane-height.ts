"use client";

import { useSyncExternalStore } from "react";

const STORAGE_KEY = "wakeline.lanes";
const HEIGHT_MIN_PX = 120;
const HEIGHT_MAX_PX = 900;
const PLAIN = { heightPx: 300, isOpen: true };

type LaneHeight = typeof PLAIN;

let current: LaneHeight | null = null;
const listeners = new Set<() => void>();

/** How high the lanes are and whether they are shown: kept in this browser, never in a link. */
export function useLaneHeight() {
  const { heightPx, isOpen } = useSyncExternalStore(subscribe, read, () => PLAIN);
  return {
    heightPx,
    isOpen,
    setHeight: (px: number) =>
      write({ isOpen, heightPx: Math.round(Math.min(HEIGHT_MAX_PX, Math.max(HEIGHT_MIN_PX, px))) }),
    setOpen: (open: boolean) => write({ heightPx, isOpen: open }),
  };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(): LaneHeight {
  current ??= parse(window.localStorage.getItem(STORAGE_KEY));
  return current;
}

function write(next: LaneHeight): void {
  current = next;
  window.localStorage.setItem(STORAGE_KEY, `${next.isOpen ? "open" : "closed"} ${next.heightPx}`);
  for (const listener of listeners) listener();
}

/** On a small screen the list comes first: the lanes wait until they are asked for. */
function parse(text: string | null): LaneHeight {
  const found = /^(open|closed) (\d{3})$/.exec(text ?? "");
  if (found === null) return { ...PLAIN, isOpen: window.matchMedia("(min-width: 48rem)").matches };
  return { isOpen: found[1] === "open", heightPx: Number(found[2]) };
}

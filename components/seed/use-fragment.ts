"use client";

import { useSyncExternalStore } from "react";

/** The part of the address behind "#", decoded; empty on the server, which never sees it. */
export function useFragment(): string {
  return useSyncExternalStore(subscribe, readFragment, () => "");
}

/** Writes it without a step for Back. */
export function replaceFragment(text: string): void {
  window.history.replaceState(window.history.state, "", `#${encodeURIComponent(text)}`);
  window.dispatchEvent(new HashChangeEvent("hashchange"));
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
}

function readFragment(): string {
  try {
    return decodeURIComponent(window.location.hash.slice(1));
  } catch {
    return "";
  }
}

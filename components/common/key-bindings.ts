"use client";

import { useEffect } from "react";

export type KeyBinding = {
  /** As `KeyboardEvent.key` names it: "j", "/", "?", "Escape", "ArrowLeft"; with "Shift+" in front where that matters. */
  readonly key: string;
  /** What it does, for the help. */
  readonly label: string;
  readonly run: () => void;
};

export type KeyGroup = { readonly title: string; readonly bindings: readonly KeyBinding[] };

const STORAGE_KEY = "wakeline.single-keys";
let groups: readonly KeyGroup[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly KeyGroup[]): void {
  groups = next;
  for (const listener of listeners) listener();
}

/** Makes keys work while the component is mounted, and lists them in the help. Keep `group` stable between renders where you can. */
export function useKeyBindings(group: KeyGroup): void {
  useEffect(() => {
    if (groups.length === 0) window.addEventListener("keydown", onKeyDown);
    publish([...groups, group]);
    return () => {
      publish(groups.filter((one) => one !== group));
      if (groups.length === 0) window.removeEventListener("keydown", onKeyDown);
    };
  }, [group]);
}

/** Every key that works now, by group. */
export function listKeyGroups(): readonly KeyGroup[] {
  return groups;
}

/** Calls back when keys come, go, or are switched on or off; returns how to stop. */
export function subscribeToKeys(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether single keys work: they can be switched off, for those who dictate or whose keys get pressed by accident. */
export function areKeysOn(): boolean {
  return window.localStorage.getItem(STORAGE_KEY) !== "off";
}

/** Switches single keys on or off in this browser. */
export function setKeysOn(on: boolean): void {
  window.localStorage.setItem(STORAGE_KEY, on ? "on" : "off");
  publish([...groups]);
}

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (!areKeysOn()) return;
  const found = findBinding(event);
  if (!found) return;
  event.preventDefault();
  found.run();
}

function findBinding(event: KeyboardEvent): KeyBinding | undefined {
  const names = event.shiftKey ? [`Shift+${event.key}`, event.key] : [event.key];
  // Whoever came last is closest to what the person is doing.
  const all = groups.toReversed().flatMap((group) => group.bindings);
  return all.find((binding) => names.includes(binding.key));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.closest("input, textarea, select, [role='menu'], [role='dialog'], [role='listbox']") !== null
  );
}

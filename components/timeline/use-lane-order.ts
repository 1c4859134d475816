"use client";

import { useQueryStates } from "nuqs";
import { useMemo } from "react";
import type { LaneDimension } from "@/lib/timeline/lane-dimensions";
import { laneParams } from "@/lib/timeline/search-params";

export type LaneOrder = {
  /** One or two, the outer one first. */
  readonly by: readonly LaneDimension[];
  readonly pinned: readonly string[];
  readonly folded: ReadonlySet<string>;
  readonly setBy: (by: readonly LaneDimension[]) => void;
  readonly togglePin: (key: string) => void;
  readonly toggleFold: (key: string) => void;
  /** Moves a pinned lane one place up or down. */
  readonly movePin: (key: string, by: -1 | 1) => void;
};

/** The part of the address that says how lanes are cut and arranged. */
export function useLaneOrder(): LaneOrder {
  const [{ lanes, pin, fold }, setParams] = useQueryStates(laneParams, { history: "replace" });
  return useMemo(() => {
    const by = distinct(lanes).slice(0, 2);
    const set = (values: { readonly pin?: readonly string[]; readonly fold?: readonly string[] }): void =>
      void setParams({
        ...(values.pin === undefined ? {} : { pin: values.pin.length > 0 ? [...values.pin] : null }),
        ...(values.fold === undefined ? {} : { fold: values.fold.length > 0 ? [...values.fold] : null }),
      });
    return {
      by: by.length > 0 ? by : ["service"],
      pinned: pin,
      folded: new Set(fold),
      setBy: (next) => void setParams({ lanes: [...next], pin: null, fold: null }),
      togglePin: (key) => set({ pin: toggled(pin, key) }),
      toggleFold: (key) => set({ fold: toggled(fold, key) }),
      movePin: (key, step) => set({ pin: moved(pin, key, step) }),
    };
  }, [lanes, pin, fold, setParams]);
}

function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function toggled(values: readonly string[], value: string): string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
}

function moved(values: readonly string[], value: string, step: -1 | 1): string[] {
  const from = values.indexOf(value);
  const to = from + step;
  if (from < 0 || to < 0 || to >= values.length) return [...values];
  const rest = values.filter((one) => one !== value);
  return [...rest.slice(0, to), value, ...rest.slice(to)];
}

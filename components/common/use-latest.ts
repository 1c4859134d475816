"use client";

import { type RefObject, useLayoutEffect, useRef } from "react";

/** What was rendered last, for handlers that are registered once: read it when they run, never while rendering. */
export function useLatest<T>(value: T): Readonly<RefObject<T>> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}

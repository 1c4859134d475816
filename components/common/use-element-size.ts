"use client";

import { useCallback, useState } from "react";

export type Size = { readonly width: number; readonly height: number };

/** The size of an element as it changes; give the first to its `ref`. Zero until it is laid out. */
export function useElementSize(): [ref: (element: HTMLElement | null) => (() => void) | undefined, size: Size] {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const ref = useCallback((element: HTMLElement | null) => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [ref, size];
}

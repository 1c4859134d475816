"use client";

import { useEffect, useState } from "react";

export type BlockRange = { readonly from: number; readonly last: number };

const SETTLED_MS = 80;

/** The blocks to read: at once while scrolling goes from one to the next, after a short rest where it jumps. */
export function useSettledBlocks({ from, last }: BlockRange): BlockRange {
  const [settled, setSettled] = useState<BlockRange>({ from, last });
  const isSame = settled.from === from && settled.last === last;
  const isNear = Math.abs(settled.from - from) <= 1;
  useEffect(() => {
    if (isSame) return undefined;
    const timer = setTimeout(() => setSettled({ from, last }), isNear ? 0 : SETTLED_MS);
    return () => clearTimeout(timer);
  }, [from, last, isSame, isNear]);
  return settled;
}

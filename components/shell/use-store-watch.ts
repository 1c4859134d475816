"use client";

import { useEffect, useState } from "react";
import { storeAnswers } from "@/lib/http/store-answers";

const PAUSE_MS = 2000;

/** For a page that failed: whether that is because the database is away, and `onBack` once it has been and is there again. */
export function useStoreWatch(onBack: () => void): { readonly isAway: boolean } {
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const stop = new AbortController();
    let wasAway = false;
    const look = async (): Promise<void> => {
      const isReady = await storeAnswers(stop.signal);
      if (stop.signal.aborted) return;
      if (isReady && wasAway) onBack();
      wasAway = !isReady;
      setAway(wasAway);
    };
    void look();
    const timer = setInterval(() => void look(), PAUSE_MS);
    return () => {
      stop.abort();
      clearInterval(timer);
    };
  }, [onBack]);
  return { isAway };
}

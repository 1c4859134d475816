"use client";

import { useEffect, useState } from "react";
import { useLatest } from "@/components/common/use-latest";
import { chooseTile, servesWindow } from "@/lib/timeline/choose-tile";
import type { TimeWindow } from "@/lib/timeline/strip-scale";
import { createLiveWindow, type LiveWindow } from "./live-window";
import { createToldWindows, isSameInSeconds } from "./told-windows";

const REST_MS = 220;

/** A window that moves at once and is told to `onRest` when it has come to rest; a window that changes elsewhere moves it. */
export function useLiveWindow(window: TimeWindow, onRest: (window: TimeWindow) => void): LiveWindow {
  const [live] = useState(() => createLiveWindow(window));
  const latest = useLatest({ window, onRest });
  const { fromMs, toMs } = window;
  const [told] = useState(createToldWindows);
  useEffect(() => {
    const next = { fromMs, toMs };
    const isBehind = told.isEcho(next) && !isSameInSeconds(live.get(), next);
    if (!isBehind) live.set(next);
  }, [live, told, fromMs, toMs]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const rest = (): void => {
      const now = roundWindow(live.get());
      const { window: shown, onRest: tell } = latest.current;
      const known = told.last() ?? shown;
      if (now.fromMs === known.fromMs && now.toMs === known.toMs) return;
      told.tell(now);
      tell(now);
    };
    const stop = live.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [live, told, latest]);
  return live;
}

/** Whole milliseconds: what stands in an address. */
function roundWindow({ fromMs, toMs }: TimeWindow): TimeWindow {
  return { fromMs: Math.round(fromMs), toMs: Math.round(toMs) };
}

/** The stretch to read for a moving window: another one only when the window has left it or become much shorter. */
export function useTile(live: LiveWindow): TimeWindow {
  const [tile, setTile] = useState(() => chooseTile(live.get()));
  useEffect(
    () => live.subscribe(() => setTile((now) => (servesWindow(now, live.get()) ? now : chooseTile(live.get())))),
    [live],
  );
  return tile;
}

"use client";

import { useState } from "react";
import { formatTime, formatTimeFrom, type TimePrecision } from "@/lib/base/format-time";
import { browserNow } from "./browser-now";

type TimeTextProps = {
  /** Epoch milliseconds or ISO text. */
  readonly at: number | string;
  readonly precision?: TimePrecision;
};

/** A time in UTC, with how long ago it was as a hint on hover. */
export function TimeText({ at, precision = "second" }: TimeTextProps) {
  const [hint, setHint] = useState<string>();
  const text = formatTime(at, precision);
  return (
    <time
      dateTime={text.replace(" UTC", "Z").replace(" ", "T")}
      title={hint}
      onPointerEnter={() => setHint(formatTimeFrom(at, browserNow()))}
      className="whitespace-nowrap tabular"
    >
      {text}
    </time>
  );
}

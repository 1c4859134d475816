"use client";

import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { LANE_DIMENSIONS, LANE_WORDS, type LaneDimension } from "@/lib/timeline/lane-dimensions";
import type { LaneOrder } from "./use-lane-order";

const NONE = "none";

/** What the lanes stand for, and what stands inside them. */
export function LaneControls({ order }: { readonly order: LaneOrder }) {
  const [outer = "service", inner] = order.by;
  const isDimension = (text: string): text is LaneDimension => LANE_DIMENSIONS.some((one) => one === text);
  return (
    <div className="flex min-w-0 items-center gap-1">
      <Select
        value={outer}
        onValueChange={(next) => {
          if (isDimension(next)) order.setBy(inner === undefined || inner === next ? [next] : [next, inner]);
        }}
      >
        <SelectTrigger aria-label="Lanes by" className="h-6 w-auto min-w-0 border-transparent px-1.5 text-xs">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          {LANE_DIMENSIONS.map((dimension) => (
            <SelectItem key={dimension} value={dimension}>
              by {LANE_WORDS[dimension].label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <Select value={inner ?? NONE} onValueChange={(next) => order.setBy(isDimension(next) ? [outer, next] : [outer])}>
        <SelectTrigger aria-label="Inside each lane" className="h-6 w-auto min-w-0 border-transparent px-1.5 text-xs">
          <SelectValue />
        </SelectTrigger>
        <SelectContent>
          <SelectItem value={NONE}>not nested</SelectItem>
          {LANE_DIMENSIONS.filter((dimension) => dimension !== outer).map((dimension) => (
            <SelectItem key={dimension} value={dimension}>
              then {LANE_WORDS[dimension].label}
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
    </div>
  );
}

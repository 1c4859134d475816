import { formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import { visibleText } from "@/lib/base/visible-text";
import type { RulerKind, RulerMark } from "@/lib/timeline/contract";

const ONE: Record<RulerKind, string> = {
  configuration: "change of logging",
  born: "credential began",
  expired: "credential expired",
  deleted: "access key deleted",
};
const MANY: Record<RulerKind, string> = {
  configuration: "changes of logging",
  born: "credentials began",
  expired: "credentials expired",
  deleted: "access keys deleted",
};

/** What a mark of the ruler says: what happened to what, or how many things did. */
export function rulerTitle({ kind, count, label }: RulerMark): string {
  if (count > 1) return `${formatCount(count)} ${MANY[kind]}`;
  return kind === "configuration" ? visibleText(label) : `${ONE[kind]}: ${visibleText(label)}`;
}

/** When it was, to the second; of several from the first to the last. */
export function rulerTime({ fromMs, toMs }: RulerMark): string {
  return toMs > fromMs ? `${formatTime(fromMs)} to ${formatTime(toMs)}` : formatTime(fromMs);
}

import { Badge } from "@/components/ui/badge";
import type { RunCondition } from "@/lib/sources/run-condition";

const TONES: Record<RunCondition, "neutral" | "accent" | "danger" | "warning" | "success"> = {
  receiving: "accent",
  queued: "accent",
  running: "accent",
  waiting: "warning",
  interrupted: "warning",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

/** What a run is in, as a word and a tone. */
export function RunBadge({ condition }: { readonly condition: RunCondition }) {
  return <Badge tone={TONES[condition]}>{condition}</Badge>;
}

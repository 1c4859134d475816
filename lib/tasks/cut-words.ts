import { formatDuration } from "@/lib/base/format-duration";
import type { TaskRow } from "./contract";

/** What a piece of work is cut by, in words. */
export function cutWords({ basis, gapSeconds }: Pick<TaskRow, "basis" | "gapSeconds">): string {
  switch (basis) {
    case "run-id":
      return "the id of the run";
    case "invocation":
      return "one invocation";
    case "credential-lifetime":
      return "the credential's life";
    case "idle-gap":
      return gapSeconds === null ? "pauses" : `pauses over ${formatDuration(gapSeconds)}`;
  }
}

import { formatDuration } from "@/lib/base/format-duration";
import type { TaskRow } from "./contract";

/** Where a piece of work begins and ends, in words. */
export function cutWords({ basis, gapSeconds }: Pick<TaskRow, "basis" | "gapSeconds">): string {
  switch (basis) {
    case "run-id":
      return "by the id of the run";
    case "invocation":
      return "by the invocation for which the service gave the credential";
    case "credential-lifetime":
      return "whole life of the credential";
    case "idle-gap":
      return gapSeconds === null ? "at pauses" : `at pauses over ${formatDuration(gapSeconds)}`;
  }
}

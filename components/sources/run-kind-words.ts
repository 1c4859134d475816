import type { RunKind } from "@/lib/sources/run-condition";

/** What a kind of run is called on the screen. */
export const RUN_KIND_WORDS: Record<RunKind, string> = {
  cli: "Command line",
  upload: "Upload",
  demo: "Demo",
  rebuild: "Rebuild",
  s3: "S3",
  retention: "Retention",
};

import { noTotals } from "./ingest-run";
import type { FileOutcome, FromWorker } from "./worker-messages";

export type Skipped = { readonly path: string; readonly reason: string };
export type FileEnd = Skipped | FileOutcome;

/** Counts what the loaders report. */
export class Tally {
  readonly totals = noTotals();
  readonly skipped: Skipped[] = [];

  constructor(
    private readonly onFile: ((file: FileEnd) => void) | undefined,
    private readonly onKept?: (path: string) => void,
  ) {}

  hear(message: Extract<FromWorker, { type: "settled" | "skipped" }>): void {
    if (message.type === "skipped") {
      this.totals.skipped += 1;
      this.totals.bytes += message.bytes;
      this.skipped.push({ path: message.path, reason: message.reason });
      this.onFile?.({ path: message.path, reason: message.reason });
      return;
    }
    for (const path of message.kept) this.onKept?.(path);
    for (const file of message.files) {
      this.totals.stored += file.stored;
      this.totals.duplicates += file.duplicates;
      this.totals.quarantined += file.quarantined;
      this.totals.records += file.stored + file.duplicates + file.quarantined;
      this.totals.bytes += file.bytes;
      if (file.isLast) this.totals.files += 1;
      if (file.isLast && file.outcome === "loaded") this.totals.filesNew += 1;
      this.onFile?.(file);
    }
  }
}

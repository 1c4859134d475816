import type { Pool } from "pg";
import type { FileEnd } from "@/lib/ingest/server/tally";
import { uploadNameOf } from "../upload-names";

export type ReceivedFileRow = { readonly id: string; readonly name: string };

type Outcome = {
  readonly id: string;
  /** Whether all of it is known: archives are settled only at the end. */
  settled: boolean;
  alreadyHere: number;
  loaded: number;
  skipped: number;
  firstReason: string | null;
  stored: number;
  duplicates: number;
  quarantined: number;
};

/** What became of each file of an upload, gathered from what the loaders report of it and of its members. */
export class UploadOutcomes {
  private readonly byName: Map<string, Outcome>;
  private readonly dirty = new Set<Outcome>();

  constructor(files: readonly ReceivedFileRow[]) {
    this.byName = new Map(
      files.map(({ id, name }) => [
        name,
        {
          id,
          settled: false,
          alreadyHere: 0,
          loaded: 0,
          skipped: 0,
          firstReason: null,
          stored: 0,
          duplicates: 0,
          quarantined: 0,
        },
      ]),
    );
  }

  hear(end: FileEnd): void {
    const name = uploadNameOf(end.path, this.byName);
    const outcome = name === null ? undefined : this.byName.get(name);
    if (!outcome) return;
    this.dirty.add(outcome);
    if ("reason" in end) {
      outcome.skipped += 1;
      outcome.firstReason ??= end.reason;
      outcome.settled ||= end.path === name;
      return;
    }
    outcome.stored += end.stored;
    outcome.duplicates += end.duplicates;
    outcome.quarantined += end.quarantined;
    if (!end.isLast) return;
    if (end.outcome === "loaded") outcome.loaded += 1;
    else outcome.alreadyHere += 1;
    outcome.settled ||= end.path === name;
  }

  /** Every file has been read to its end. */
  finish(): void {
    for (const outcome of this.byName.values()) {
      if (outcome.settled) continue;
      outcome.settled = true;
      this.dirty.add(outcome);
    }
  }

  /** Writes down what changed since the last time that this succeeded. */
  async flush(pool: Pool): Promise<void> {
    if (this.dirty.size === 0) return;
    const changed = [...this.dirty];
    this.dirty.clear();
    try {
      await write(pool, changed);
    } catch (error) {
      for (const outcome of changed) this.dirty.add(outcome);
      throw error;
    }
  }
}

async function write(pool: Pool, changed: readonly Outcome[]): Promise<void> {
  await pool.query(
    `update upload_file u set state = o.state, reason = o.reason, stored = o.stored, duplicates = o.duplicates,
         quarantined = o.quarantined, records = o.stored + o.duplicates + o.quarantined
       from jsonb_to_recordset($1) as o (id uuid, state text, reason text, stored int, duplicates int, quarantined int)
       where u.id = o.id`,
    [
      JSON.stringify(
        changed.map((outcome) => {
          const { id, stored, duplicates, quarantined } = outcome;
          return { id, stored, duplicates, quarantined, state: stateOf(outcome), reason: reasonOf(outcome) };
        }),
      ),
    ],
  );
}

function stateOf({ settled, loaded, alreadyHere }: Outcome): "received" | "ingested" | "skipped" {
  if (!settled) return "received";
  return loaded + alreadyHere > 0 ? "ingested" : "skipped";
}

function reasonOf({ settled, loaded, alreadyHere, skipped, firstReason }: Outcome): string | null {
  const read = loaded + alreadyHere;
  if (read === 0) return firstReason ?? (settled ? "holds nothing to read" : null);
  const notes = [];
  if (alreadyHere === 1 && loaded === 0) notes.push("the same bytes are here already");
  else if (alreadyHere > 0) notes.push(`${alreadyHere} of ${read + skipped} log files are here already`);
  if (skipped > 0)
    notes.push(`${skipped} of ${read + skipped} members skipped, first: ${firstReason ?? "no reason given"}`);
  return notes.length === 0 ? null : notes.join("; ");
}

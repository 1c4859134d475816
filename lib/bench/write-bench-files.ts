import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { writeDemo } from "@/lib/demo/write-demo";

const RECORDS_PER_FILE = 2_000;
const DAYS = 7;
const EVENTS_PER_WEEK = 1_000_000;
/** What is left out again because another trail delivered it too. */
const REPEATS_SHARE = 0.6;
const LOG_FILE = /_CloudTrail_[a-z0-9-]+_(\d{8}T\d{4}Z)_[^/]*\.json\.gz$/;

export type BenchFiles = {
  readonly files: number;
  readonly events: number;
  readonly textBytes: number;
  readonly gzipBytes: number;
  readonly distinctKeys: number;
  readonly distinctObjects: number;
};

/**
 * Writes log files for a benchmark: records of the demo organisation in order of delivery, repeats left out, packed into files
 * of 2,000 as a busy account's are. Says what decides the cost of loading them.
 */
export async function writeBenchFiles(folder: string, events: number, seed = 1): Promise<BenchFiles> {
  const raw = join(folder, "organisation");
  await writeBeginning(raw, events, seed);
  const packed = join(folder, "packed");
  mkdirSync(packed, { recursive: true });
  const keys = new Set<string>();
  const objects = new Set<string>();
  const totals = { files: 0, events: 0, textBytes: 0, gzipBytes: 0 };
  let group: string[] = [];
  const write = (): void => {
    const text = `{"Records":[${group.join(",")}]}`;
    const bytes = gzipSync(text);
    writeFileSync(join(packed, `${String(totals.files).padStart(6, "0")}.json.gz`), bytes);
    totals.files += 1;
    totals.events += group.length;
    totals.textBytes += Buffer.byteLength(text);
    totals.gzipBytes += bytes.length;
    group = [];
  };
  for (const record of distinctRecords(raw)) {
    keys.add(record.accessKey);
    if (record.object !== null) objects.add(record.object);
    group.push(record.text);
    if (group.length === RECORDS_PER_FILE) write();
    if (totals.events + group.length === events) break;
  }
  if (group.length > 0) write();
  return { ...totals, distinctKeys: keys.size, distinctObjects: objects.size };
}

class Enough extends Error {}

/** The first days of an organisation with a million events a week: as dense in time as logs are where speed matters. */
async function writeBeginning(outDir: string, events: number, seed: number): Promise<void> {
  const stopAt = events * (1 + REPEATS_SHARE);
  try {
    await writeDemo({
      seed,
      events: Math.max(events * 2, EVENTS_PER_WEEK),
      days: DAYS,
      outDir,
      everyCall: false,
      onProgress: (progress) => {
        if (progress.events > stopAt) throw new Enough();
      },
    });
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  }
}

type BenchRecord = { readonly text: string; readonly accessKey: string; readonly object: string | null };

function* distinctRecords(folder: string): Generator<BenchRecord> {
  const seen = new Set<string>();
  for (const path of filesInOrder(folder)) {
    for (const record of recordsOf(path)) {
      const id = String(record["eventID"]);
      if (seen.has(id)) continue;
      seen.add(id);
      yield {
        text: JSON.stringify(record),
        accessKey: textAt(record, ["userIdentity", "accessKeyId"]) ?? "none",
        object: textAt(record, ["resources", "0", "ARN"]),
      };
    }
  }
}

function filesInOrder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: "utf8" }).flatMap((path) => {
    const stamp = LOG_FILE.exec(path)?.[1];
    return stamp === undefined ? [] : [{ path, stamp }];
  });
  entries.sort((a, b) => (a.stamp < b.stamp ? -1 : a.stamp > b.stamp ? 1 : a.path < b.path ? -1 : 1));
  return entries.map(({ path }) => join(folder, path));
}

function recordsOf(path: string): Record<string, unknown>[] {
  try {
    const parsed: unknown = JSON.parse(gunzipSync(readFileSync(path)).toString());
    const list = isObject(parsed) ? parsed["Records"] : [];
    return Array.isArray(list) ? list.filter(isObject) : [];
  } catch {
    // The organisation has a few damaged files, on purpose.
    return [];
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textAt(value: unknown, path: readonly string[]): string | null {
  const found = path.reduce<unknown>((at, key) => (isObject(at) ? at[key] : undefined), value);
  return typeof found === "string" ? found : null;
}

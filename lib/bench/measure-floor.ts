import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

export type Measured = { readonly events: number; readonly seconds: number };
export type FloorMeasured = Measured & { readonly cpuSeconds: number };
/** One of several that share the files of a folder among them. */
export type Share = { readonly index: number; readonly of: number };

/** The floor: one thread that decompresses and parses every log file of a folder, or its share of them, and keeps nothing. */
export function measureFloor(folder: string, share: Share = { index: 0, of: 1 }): FloorMeasured {
  const startedMs = performance.now();
  const used = process.cpuUsage();
  let events = 0;
  for (const path of logFilesUnder(folder).filter((_, index) => index % share.of === share.index)) {
    const parsed: unknown = JSON.parse(gunzipSync(readFileSync(path)).toString());
    if (typeof parsed === "object" && parsed !== null && "Records" in parsed && Array.isArray(parsed.Records))
      events += parsed.Records.length;
  }
  const { user, system } = process.cpuUsage(used);
  return { events, seconds: (performance.now() - startedMs) / 1000, cpuSeconds: (user + system) / 1e6 };
}

function logFilesUnder(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json.gz"))
    .map((entry) => join(entry.parentPath, entry.name));
}

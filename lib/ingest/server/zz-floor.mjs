// lib/bench/measure-floor.ts
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
function measureFloor(folder) {
  const startedMs = performance.now();
  let events = 0;
  for (const path of logFilesUnder(folder)) {
    const parsed = JSON.parse(gunzipSync(readFileSync(path)).toString());
    if (typeof parsed === "object" && parsed !== null && "Records" in parsed && Array.isArray(parsed.Records))
      events += parsed.Records.length;
  }
  return { events, seconds: (performance.now() - startedMs) / 1e3 };
}
function logFilesUnder(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".json.gz"))
    .map((entry) => join(entry.parentPath, entry.name));
}

// lib/bench/zz-floor.ts
var c = process.cpuUsage();
var m = measureFloor(process.argv[2]);
var d = process.cpuUsage(c);
console.log(
  "floor",
  Math.round(m.events / m.seconds),
  "/s wall; cpu us/event",
  ((d.user + d.system) / m.events).toFixed(1),
);

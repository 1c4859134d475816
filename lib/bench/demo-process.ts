import { gunzipSync, gzipSync } from "node:zlib";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeDemo } from "@/lib/demo/write-demo";

/** As the generator packs. */
const LEVEL = 3;

/** What the parent reads from the last line; the floor is what any generator must do with the same log files: gzip and write them. */
async function measure(events: number, folder: string): Promise<object> {
  const began = performance.now();
  const before = process.cpuUsage();
  const written = await writeDemo({
    seed: 1,
    events,
    days: 28,
    outDir: join(folder, "demo"),
    onProgress: ({ part }) => process.stderr.write(`${Math.round(part * 100)}%\n`),
  });
  const cpuSeconds = cpuSince(before);
  const seconds = (performance.now() - began) / 1000;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  const floorCpuSeconds = floor(join(folder, "demo", "logs"), join(folder, "again.gz"));
  const { files, bytes, deliveries } = written;
  return { events: written.events, records: deliveries, files, bytes, seconds, cpuSeconds, peakBytes, floorCpuSeconds };
}

function floor(logs: string, target: string): number {
  let cpuSeconds = 0;
  for (const entry of readdirSync(logs, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !entry.name.endsWith(".json.gz")) continue;
    const content = inflated(readFileSync(join(entry.parentPath, entry.name)));
    const before = process.cpuUsage();
    writeFileSync(target, gzipSync(content, { level: LEVEL }));
    cpuSeconds += cpuSince(before);
  }
  return cpuSeconds;
}

/** A few files are damaged on purpose. */
function inflated(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes);
  } catch {
    return Buffer.alloc(0);
  }
}

function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const [events = "", folder = ""] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await measure(Number(events), folder))}\n`);

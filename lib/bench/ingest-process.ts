import { resourceUsage } from "node:process";
import { openStore } from "@/lib/db/store";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { serverCpu } from "./server-cpu";

const store = await openStore({ applicationName: "wakeline bench" });
const size = async (): Promise<number> => {
  const { rows } = await store.pool.query<{ size: string }>("select pg_database_size(current_database()) as size");
  return Number(rows[0]?.size ?? 0);
};
const before = await size();
const serverBefore = await serverCpu(store.pool);
const used = process.cpuUsage();
const startedMs = performance.now();
const result = await ingestPaths(store, {
  kind: "cli",
  source: "bench",
  actorName: "bench",
  paths: process.argv.slice(2),
  signal: new AbortController().signal,
});
const seconds = (performance.now() - startedMs) / 1000;
const { user, system } = process.cpuUsage(used);
const serverAfter = await serverCpu(store.pool);
const loaderCpuSeconds = (user + system) / 1e6;
const serverCpuSeconds = serverBefore === null || serverAfter === null ? null : serverAfter - serverBefore;
const { records, stored, duplicates, timings } = result;
const bytesPerEvent = ((await size()) - before) / Math.max(1, stored);
const peakBytes = resourceUsage().maxRSS * 1024;
process.stdout.write(
  `${JSON.stringify({ records, stored, duplicates, seconds, loaderCpuSeconds, serverCpuSeconds, timings, peakBytes, bytesPerEvent })}\n`,
);
await store.close();

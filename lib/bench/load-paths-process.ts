import { inTransaction } from "@/lib/db/in-transaction";
import { openStore } from "@/lib/db/store";
import { type EventCopy, readEventCopies } from "./event-copies";
import { LOAD_PATHS, makeTables } from "./load-paths";
import { serverCpu } from "./server-cpu";

const BATCH = 20_000;
/** Part of each batch that was in the batch before. */
const OVERLAP = 0.3;

const store = await openStore({ applicationName: "wakeline bench" });
await makeTables(store.pool);
const nothing = { seconds: 0, ownSeconds: 0, serverSeconds: 0 };
const spent = { direct: { ...nothing }, staged: { ...nothing } };
let records = 0;
for (const batch of batchesOf(await readEventCopies(store.pool))) {
  records += batch.length;
  for (const path of ["direct", "staged"] as const) {
    const cpuBefore = await serverCpu(store.pool);
    const startedMs = performance.now();
    const used = process.cpuUsage();
    await inTransaction(store.pool, (client) => LOAD_PATHS[path](client, batch));
    spent[path].seconds += (performance.now() - startedMs) / 1000;
    const { user, system } = process.cpuUsage(used);
    spent[path].ownSeconds += (user + system) / 1e6;
    spent[path].serverSeconds += ((await serverCpu(store.pool)) ?? 0) - (cpuBefore ?? 0);
  }
}
const counts = await store.pool.query<{ direct: number; staged: number }>(
  "select (select count(*)::int from bench_direct_event) as direct, (select count(*)::int from bench_staged_event) as staged",
);
const [count] = counts.rows;
if (count?.direct !== count?.staged) throw new Error(`the paths stored ${count?.direct} and ${count?.staged} events`);
process.stdout.write(`${JSON.stringify({ records, overlap: OVERLAP, ...spent })}\n`);
await store.close();

function* batchesOf(copies: readonly EventCopy[]): Generator<EventCopy[]> {
  const repeated = Math.round(BATCH * OVERLAP);
  for (let at = 0; at < copies.length; at += BATCH - repeated)
    yield copies.slice(Math.max(0, at - repeated), at + BATCH - repeated);
}

import { openStore } from "@/lib/db/store";
import { getChain } from "@/lib/credentials/server/get-chain";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { TASK_EVENT_ROWS } from "@/lib/tasks/contract";
import { getTask } from "@/lib/tasks/server/get-task";
import { listTaskEvents } from "@/lib/tasks/server/list-task-events";
import { listTaskMarks } from "@/lib/tasks/server/list-task-marks";

const CHAINS = 300;
const MARKS = 10_000;

const [folder = "", rounds = "1", taskKey = ""] = process.argv.slice(2);
const store = await openStore({ applicationName: "wakeline bench" });
const ctx = {
  db: store.db,
  pool: store.pool,
  actor: { kind: "cli" as const, name: "bench" },
  now: () => new Date(),
  signal: new AbortController().signal,
};
await ingestPaths(store, { kind: "cli", source: "bench", actorName: "bench", paths: [folder], signal: ctx.signal });
await store.pool.query("vacuum analyze");

const number = async (text: string): Promise<number> => {
  const { rows } = await store.pool.query<{ n: number }>(text);
  return rows[0]?.n ?? 0;
};
// Ids come from a hash: the first of them are a fair choice.
const { rows: chosen } = await store.pool.query<{ uid: string }>(
  "select uid from credential c where exists (select from credential_hour a where a.credential_id = c.id) order by uid limit $1",
  [CHAINS],
);

const chainMs: number[] = [];
let links = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  for (const { uid } of chosen) {
    const startedMs = performance.now();
    links += (await getChain(ctx, { credential: uid })).links.length;
    chainMs.push(performance.now() - startedMs);
  }
}

const taskMs: number[] = [];
let taskEvents = 0;
for (let round = 0; round < Number(rounds); round += 1) {
  const task = { task: taskKey, gap: "none" as const };
  const startedMs = performance.now();
  const [detail] = await Promise.all([
    getTask(ctx, task),
    listTaskMarks(ctx, { ...task, limit: MARKS }),
    listTaskEvents(ctx, { ...task, cursor: null, limit: TASK_EVENT_ROWS }),
  ]);
  taskEvents = detail.events;
  taskMs.push(performance.now() - startedMs);
}

const events = await number("select sum(stored)::float8 as n from log_file");
const credentials = await number("select count(*)::float8 as n from credential");
process.stdout.write(`${JSON.stringify({ events, credentials, links, chainMs, taskEvents, taskMs })}\n`);
await store.close();

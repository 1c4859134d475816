import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Link } from "@/lib/credentials/link";
import { sql } from "@/lib/db/sql";
import { TestDemo } from "@/lib/demo/test-demo";
import { ingestPaths } from "@/lib/ingest/server/ingest-paths";
import { listTaskEvents } from "@/lib/tasks/server/list-task-events";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { getRemains } from "@/lib/tasks/server/get-remains";
import { getTask } from "@/lib/tasks/server/get-task";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { findOrigins } from "./find-origins";
import { getChain } from "./get-chain";
import { readWhere } from "./read-uses";

const Call = z.object({
  eventId: z.string(),
  identity: z.string(),
  credential: z.string().nullable(),
  issues: z.string().optional(),
  sharedEventId: z.string().optional(),
  story: z.string().optional(),
  task: z.string().optional(),
  name: z.string(),
});
const Story = z.object({
  id: z.string(),
  chain: z.array(
    z.object({
      from: z.string(),
      to: z.string(),
      issuingEventId: z.string(),
      firstUseEventId: z.string().nullable(),
      issuingDelivered: z.boolean(),
      grade: z.enum(["B", "C"]).nullable(),
    }),
  ),
  credentials: z.array(z.object({ credential: z.string(), calls: z.number() })),
});

let demo: TestDemo;
let store: TestDatabase;
let calls: z.output<typeof Call>[];
let stories: z.output<typeof Story>[];
let links: Link[];
beforeAll(async () => {
  store = await testDatabase();
  demo = await TestDemo.write({ seed: 29, events: 6000, days: 7 });
  await ingestPaths(store, {
    kind: "cli",
    source: "demo",
    actorName: "test",
    paths: [join(demo.root, "logs"), join(demo.root, "siem")],
    loaders: 1,
    signal: new AbortController().signal,
  });
  calls = demo.under("truth/calls").flatMap(({ path }) => demo.lines(path).map((line) => Call.parse(line)));
  stories = demo.under("truth/stories").map(({ path }) => Story.parse(demo.json(path)));
  links = await everyLink();
}, 300_000);
afterAll(async () => {
  rmSync(demo.root, { recursive: true, force: true });
  await store.close();
});

/** The link by which each credential of the store came, where there is one. */
async function everyLink(): Promise<Link[]> {
  const uses = await readWhere(store.ctx, sql`credential c`);
  const found: Link[] = [];
  for (let at = 0; at < uses.length; at += 500) {
    for (const origin of await findOrigins(store.ctx, uses.slice(at, at + 500)))
      if (origin.kind === "link") found.push(origin.link);
  }
  return found;
}

async function storedIds(): Promise<Set<string>> {
  const { rows } = await store.pool.query<{ id: string }>("select event_id::text as id from event");
  return new Set(rows.map(({ id }) => id));
}

describe("chains of the demo organisation", () => {
  it("finds every link of the stories that the delivered files can prove, with its grade", async () => {
    const provable = stories.flatMap(({ id, chain }) =>
      chain.filter(({ grade }) => grade !== null).map((link) => ({ story: id, ...link })),
    );
    expect(provable.length).toBeGreaterThan(10);
    for (const { story, to, issuingEventId, grade } of provable) {
      const chain = await getChain(store.ctx, { credential: to });
      expect({ story, to, ...pick(chain.links.find((link) => link.to === to)) }).toEqual({
        story,
        to,
        grade,
        issuingEventId,
      });
    }
  });

  it("finds every issuance of the background that was delivered and used", async () => {
    const stored = await storedIds();
    const used = new Set(
      calls.filter(({ eventId }) => stored.has(eventId)).flatMap(({ credential }) => credential ?? []),
    );
    const byKey = new Map(links.map((link) => [link.to, link]));
    const issued = calls.filter(
      ({ eventId, issues }) => issues !== undefined && stored.has(eventId) && used.has(issues),
    );
    expect(issued.length).toBeGreaterThan(100);
    expect(issued.filter(({ issues }) => byKey.get(issues ?? "")?.grade !== "B")).toEqual([]);
  });

  it("claims nothing by grades A and B that is not true", () => {
    const truth = new Map(calls.map((call) => [call.eventId, call]));
    const claims = links.filter(({ grade }) => grade === "A" || grade === "B");
    expect(claims.length).toBeGreaterThan(100);
    const wrong = claims.filter(({ to, from, fromIsKey, mechanism, issuingEventId }) => {
      const call = truth.get(issuingEventId ?? "");
      if (mechanism === "bearer-token") return `${call?.credential}#bearer` !== to;
      if (mechanism === "console-sign-in") return call?.credential !== to;
      return call?.issues !== to && mechanism !== "roles-anywhere" ? true : fromIsKey && call?.credential !== from;
    });
    expect(wrong).toEqual([]);
  });

  it("joins no two stories, and none with what has nothing to do with it", () => {
    const storiesOf = new Map<string, Set<string>>();
    for (const { credential, issues, story = "background" } of calls) {
      for (const key of [credential, issues]) if (key) storiesOf.set(key, (storiesOf.get(key) ?? new Set()).add(story));
    }
    const joined = links.filter(({ from, to, fromIsKey }) => {
      const [a, b] = [storiesOf.get(from), storiesOf.get(to.replace("#bearer", ""))];
      return fromIsKey && a !== undefined && b !== undefined && ![...b].some((story) => a.has(story));
    });
    expect(joined).toEqual([]);
  });

  it("joins the container tasks that a shared credential started to the calls that started them, each to its own", async () => {
    const runs = new Map(calls.flatMap(({ eventId, name, task }) => (name === "RunTask" ? [[eventId, task]] : [])));
    const tasksOf = new Map<string, Set<string | undefined>>();
    for (const { credential, task } of calls)
      if (credential !== null) tasksOf.set(credential, (tasksOf.get(credential) ?? new Set()).add(task));
    const stored = await storedIds();
    const starters = new Set(
      calls.flatMap(({ eventId, credential }) => (runs.has(eventId) && stored.has(eventId) ? (credential ?? []) : [])),
    );
    expect(starters.size).toBeGreaterThan(0);
    const joined = [];
    for (const task of starters) joined.push(...(await getTask(store.ctx, { task, gap: "none" })).links);
    const started = joined.filter(({ mechanism }) => mechanism === "started-work");
    expect(started.length).toBeGreaterThan(3);
    const wrong = started.filter(({ to, grade, issuingEventId }) => {
      const tasks = [...(tasksOf.get(to) ?? [])];
      return grade !== "C" || tasks.length !== 1 || tasks[0] !== runs.get(issuingEventId ?? "");
    });
    expect(wrong).toEqual([]);
    // Of those whose start and whose first calls were delivered, none is left out.
    const delivered = new Set(
      calls.flatMap(({ eventId, credential }) => (stored.has(eventId) ? (credential ?? []) : [])),
    );
    const provable = [...runs].flatMap(([eventId, run]) =>
      stored.has(eventId) ? [...tasksOf].filter(([key, of]) => of.size === 1 && of.has(run) && delivered.has(key)) : [],
    );
    const found = new Set(started.map(({ to }) => to));
    expect(provable.filter(([key]) => !found.has(key) && !starters.has(key))).toEqual([]);
  });

  it("shows the warm function's credential as many runs, and the patient intruder's key as one piece when asked", async () => {
    const shared = stories.find(({ id }) => id === "many-runs")?.chain[0]?.to ?? "";
    const cut = await getTask(store.ctx, { task: shared, gap: 60 });
    expect(cut.piecesInAll).toBeGreaterThan(100);
    const tasks = await listTasks(store.ctx, { identity: shared, gap: null, cursor: null, limit: 50 });
    expect(tasks.rows.filter(({ root }) => root === shared).length).toBe(cut.piecesInAll);
    const whole = await getTask(store.ctx, { task: shared, gap: "none" });
    expect(whole.title).toContain("may hold several runs");
    const patient = stories.find(({ id }) => id === "patient")?.credentials[0];
    const one = await getTask(store.ctx, { task: patient?.credential ?? "", gap: "none" });
    expect(one.piecesInAll).toBe(1);
    expect(one.lanes.find(({ key }) => key === patient?.credential)?.events).toBeGreaterThanOrEqual(1);
  });

  it("shows a run by the id that its records carry, and beside it what merely went on at the time", async () => {
    const { rows } = await store.pool.query<{ value: string; n: number }>(
      "select value, count(*)::int as n from run_mark where kind = 'agent-session' group by 1 order by 2 desc, 1 limit 1",
    );
    const [run] = rows;
    const id = `run:agent-session:${run?.value}`;
    const task = await getTask(store.ctx, { task: id, gap: null });
    expect(task).toMatchObject({ id, basis: "run-id", events: run?.n });
    expect(task.links.every(({ grade, mechanism }) => grade === "D" && mechanism === "same-time")).toBe(true);
    const page = await listTaskEvents(store.ctx, { task: id, gap: null, cursor: null, limit: 500 });
    expect(page.rows.map(({ action }) => action)).toEqual(Array.from({ length: run?.n ?? 0 }, () => "InvokeAgent"));
    const tasks = await listTasks(store.ctx, {
      identity: page.rows[0]?.lane ?? "",
      gap: null,
      cursor: null,
      limit: 50,
    });
    expect(tasks.rows.map((row) => row.id)).toContain(id);
  });

  it("joins the credentials that one function was given one after the other, by grade C and only when asked", async () => {
    const { rows } = await store.pool.query<{ scope: string; keys: number; uid: string }>(
      `select scope, count(distinct key)::int as keys, min(uid::text) as uid from credential
       where scope like '%:function:%' and not forwarded group by 1 having count(distinct key) > 1 order by 2 desc, 1 limit 1`,
    );
    const [given] = rows;
    const alone = await getTask(store.ctx, { task: given?.uid ?? "", gap: "none" });
    expect(alone.workload).toBe(`workload:${given?.scope}`);
    const joined = await getTask(store.ctx, { task: alone.workload ?? "", gap: "none" });
    expect(joined.lanes.filter(({ depth }) => depth === 0)).toHaveLength(given?.keys ?? 0);
    expect(joined).toMatchObject({ grade: "C", id: alone.workload });
    expect(joined.events).toBeGreaterThanOrEqual(alone.events);
  });

  it("says which credentials of a task may still act and what it made to come back, and that nothing is live a week later", async () => {
    const key = stories.find(({ id }) => id === "S14")?.chain.at(-1)?.to ?? "";
    const task = await getTask(store.ctx, { task: key, gap: "none" });
    const during = new Date(task.firstMs + 60_000).toISOString();
    const of = { kind: "task", task: key } as const;
    const remains = await getRemains(store.ctx, { of, at: during });
    expect(remains.live.map((one) => one.key)).toContain(key);
    expect(remains.made.map(({ action }) => action)).toContain("CreateRole");
    expect(remains.made.every(({ done }) => done === null)).toBe(true);
    const later = new Date(task.lastMs + 7 * 86_400_000).toISOString();
    expect((await getRemains(store.ctx, { of, at: later })).live).toEqual([]);
  });
});

function pick(link: Link | undefined): { grade: string | undefined; issuingEventId: string | null | undefined } {
  return { grade: link?.grade, issuingEventId: link?.issuingEventId };
}

import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { LogRecord } from "@/lib/testing/factories/log-records";
import { asSession, asUser, called, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";

const HOPS = 6;
const NEIGHBOURS = 40;
const two = (n: number): string => String(n).padStart(2, "0");
const keyOf = (hop: number): string => `ASIAHOP${hop}EXAMPLE`;
const asHop = (hop: number): LogRecord => asSession(`hop-${hop}`, "walk", [keyOf(hop), `01:${two(hop)}:00`]);
const look = (id: number, time: string, by: LogRecord): LogRecord =>
  called({ id, time, call: "s3:ListBuckets", by: { ...by } });
/** A role that took a role that took a role. */
const hops = Array.from({ length: HOPS }, (_, n) => n + 1).flatMap((hop) => [
  called({
    id: hop * 10,
    time: `01:${two(hop)}:00`,
    call: "sts:AssumeRole",
    by: hop === 1 ? asUser("ada", "AKIAADAEXAMPLE") : asHop(hop - 1),
    ...issuing(`hop-${hop}`, "walk", keyOf(hop)),
  }),
  look(hop * 10 + 1, `01:${two(hop)}:30`, asHop(hop)),
]);
const lambda = { type: "AWSService", invokedBy: "lambda.amazonaws.com" };
/** A key of a service that called for a session, and other sessions of that role made in the same second. */
const forwarded = (id: number, role: string, neighbours: number): LogRecord[] => {
  const session = (name: string, key: string): LogRecord => asSession(role, name, [key, "02:00:00"]);
  const name = role.toUpperCase();
  return [
    look(id, "02:01:00", session("own", `ASIA${name}OWN`)),
    look(id + 1, "02:01:30", { ...session("own", `ASIA${name}FAS`), invokedBy: "cloudformation.amazonaws.com" }),
    ...Array.from({ length: neighbours }, (_, n) =>
      look(id + 2 + n, "02:01:10", session(`job-${n}`, `ASIA${name}${n}`)),
    ),
  ];
};

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, [
    ...hops,
    called({ id: 900, time: "03:00:00", call: "sts:AssumeRole", by: lambda, ...issuing("fn", "fn", "ASIAFNEXAMPLE") }),
    look(901, "03:00:30", asSession("fn", "fn", ["ASIAFNEXAMPLE", "03:00:00"])),
    ...forwarded(1000, "quiet", 0),
    ...forwarded(2000, "busy", NEIGHBOURS),
  ]);
});
afterAll(() => store.close());
afterEach(() => vi.restoreAllMocks());

describe("The way back from a credential", () => {
  it("costs two statements for each key on it and one for all their first calls", async () => {
    const [three, six] = [await costOf(keyOf(3)), await costOf(keyOf(6))];
    expect([three.links, six.links]).toEqual([3, 6]);
    expect(six.statements.length - three.statements.length).toBe(6);
    expect(six.statements.filter((text) => /\bevent_time = k\.at\b/.test(text))).toHaveLength(1);
  });

  it("reads no more where a role has many sessions of other names in the same second", async () => {
    const [quiet, busy] = [await costOf("ASIAQUIETFAS"), await costOf("ASIABUSYFAS")];
    expect([quiet.links, busy.links]).toEqual([1, 1]);
    expect(busy.rows).toBe(quiet.rows);
    expect(busy.statements.toSorted()).toEqual(quiet.statements.toSorted());
  });

  it("looks for no call that started it where none can start work under a service's sessions", async () => {
    const { links, statements } = await costOf("ASIAFNEXAMPLE");
    expect(links).toBe(1);
    expect(statements.filter((text) => text.includes("run_mark"))).toEqual([]);
  });
});

/** The statements that a chain costs, and the rows that they give. */
async function costOf(credential: string) {
  const query = vi.spyOn(store.pool, "query");
  const { links } = await getChain(store.ctx, { credential });
  const statements = query.mock.calls.map(([text]) => String(text));
  const answers = await Promise.all(query.mock.results.map(({ value }) => Promise.resolve<unknown>(value)));
  const rows = answers.reduce<number>((sum, answer) => sum + Number(Object(answer).rowCount), 0);
  query.mockRestore();
  return { links: links.length, statements, rows };
}

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { COMPARED_MAX } from "@/lib/credentials/words";
import { getTask } from "@/lib/tasks/server/get-task";
import type { LogRecord } from "@/lib/testing/factories/log-records";
import { asSession, asUser, called, issuing, loadRecords } from "@/lib/testing/factories/identity-records";
import { testDatabase, type TestDatabase } from "@/lib/testing/test-database";
import { getChain } from "./get-chain";

// Whoever can write into a bucket of logs can write what no key can do.

const look = (id: number, time: string, by: LogRecord): LogRecord =>
  called({ id, time, call: "s3:ListBuckets", by: { ...by } });
const taken = (id: number, time: string, by: LogRecord, of: readonly [role: string, session: string, key: string]) =>
  called({ id, time, call: "sts:AssumeRole", by: { ...by }, ...issuing(...of) });
const asRound = (name: string): LogRecord => asSession(name, "round", [`ASIA${name.toUpperCase()}`, "02:00:00"]);
const round = (id: number, from: string, to: string): LogRecord =>
  taken(id, "02:00:00", asRound(from), [to, "round", `ASIA${to.toUpperCase()}`]);
const keyless = (): LogRecord => {
  const { accessKeyId: _left, ...session } = asSession("spray", "same", ["", "06:00:00"]);
  return { ...session, invokedBy: "rds.amazonaws.com" };
};

let store: TestDatabase;
beforeAll(async () => {
  store = await testDatabase();
  await loadRecords(store, [
    // a issued b, b issued c, c issued a; and b issued what is outside of the circle.
    round(1, "alpha", "beta"),
    round(2, "beta", "gamma"),
    round(3, "gamma", "alpha"),
    round(4, "beta", "outside"),
    look(5, "02:01:00", asRound("outside")),
    // A key that would have issued itself.
    taken(10, "05:00:00", asSession("self", "s", ["ASIASELF", "05:00:00"]), ["self", "s", "ASIASELF"]),
    // More sessions of one role, name and second than are compared, and one whose key is not told.
    ...Array.from({ length: COMPARED_MAX + 30 }, (_, n) =>
      taken(100 + n, "06:00:00", asUser("spray", "AKIASPRAY"), ["spray", "same", `ASIASPRAY${n}`]),
    ),
    look(900, "06:02:00", keyless()),
    // One key id in two hands, as where somebody masked it: each took a role of its own, and one made a key that nobody used.
    taken(20, "07:00:00", asUser("ann", "AKIAMASKED"), ["ann-role", "s", "ASIAOFANN"]),
    look(21, "07:01:00", asSession("ann-role", "s", ["ASIAOFANN", "07:00:00"])),
    taken(22, "07:00:00", asUser("bob", "AKIAMASKED"), ["bob-role", "s", "ASIAOFBOB"]),
    look(23, "07:01:00", asSession("bob-role", "s", ["ASIAOFBOB", "07:00:00"])),
    taken(24, "07:02:00", asUser("bob", "AKIAMASKED"), ["bob-role", "t", "ASIAUNUSEDOFBOB"]),
  ]);
});
afterAll(() => store.close());

describe("Records that say less than they seem to", () => {
  it("lead round in a circle to nothing: its links are possible ones, of grade D", async () => {
    const { links, grade, root, candidates, ends } = await getChain(store.ctx, { credential: "ASIAALPHA" });
    expect({ links, grade, root }).toEqual({ links: [], grade: null, root: "ASIAALPHA" });
    expect(ends).toContain("circle");
    expect(candidates.map((link) => [link.from, link.to, link.grade])).toEqual([
      ["ASIAALPHA", "ASIABETA", "D"],
      ["ASIABETA", "ASIAGAMMA", "D"],
      ["ASIAGAMMA", "ASIAALPHA", "D"],
    ]);
  });

  it("leave standing the links before a circle that they end in", async () => {
    const { links, candidates } = await getChain(store.ctx, { credential: "ASIAOUTSIDE" });
    expect(links.map((link) => [link.from, link.to, link.grade])).toEqual([["ASIABETA", "ASIAOUTSIDE", "B"]]);
    expect(candidates).toHaveLength(3);
  });

  it("make no task of the credentials of a circle together", async () => {
    const task = await getTask(store.ctx, { task: "ASIAALPHA", gap: "none" });
    expect(task.lanes.map(({ key }) => key)).toEqual(["ASIAALPHA"]);
  });

  it("make no task of what one key id issued in two hands", async () => {
    const lanesOf = async (credential: string): Promise<string[]> => {
      const { lanes } = await getTask(store.ctx, { task: credential, gap: "none" });
      return lanes.map(({ key, who }) => `${key} ${who.name}`).toSorted();
    };
    expect(await lanesOf("ASIAOFANN")).toEqual(["AKIAMASKED ann", "ASIAOFANN ann-role"]);
    expect(await lanesOf("ASIAOFBOB")).toEqual(["AKIAMASKED bob", "ASIAOFBOB bob-role", "ASIAUNUSEDOFBOB bob-role"]);
  });

  it("say whose a key is that was issued and never used", async () => {
    const { who, links } = await getChain(store.ctx, { credential: "ASIAUNUSEDOFBOB" });
    expect([who.name, who.kind, links.map(({ grade }) => grade)]).toEqual(["bob-role", "role", ["A"]]);
  });

  it("are named where a key would have issued itself", async () => {
    const { links, ends } = await getChain(store.ctx, { credential: "ASIASELF" });
    expect(links).toEqual([]);
    expect(ends).toContain("no key issues itself");
  });

  it("leave a set that says that it may not be all, where there are more than are compared", async () => {
    const { candidates, ends } = await getChain(store.ctx, {
      credential: "AROASPRAYEXAMPLE0000:same@2026-01-02T06:00:00Z",
    });
    expect(candidates).toHaveLength(COMPARED_MAX);
    expect(ends).toContain("there may be others");
    const task = await getTask(store.ctx, { task: "AKIASPRAY", gap: "none" });
    expect([task.credentials, task.isWhole]).toEqual([COMPARED_MAX + 1, false]);
  });
});

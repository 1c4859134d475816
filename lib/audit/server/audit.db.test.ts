import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/lib/testing/test-database";
import { AuditFilter } from "../contract";
import { exportAudit } from "./export-audit";
import { listAudit } from "./list-audit";
import { listAuditActions } from "./list-audit-actions";
import { recordAuditAs } from "./record-audit";

let database: TestDatabase;
const START = Date.UTC(2026, 10, 2, 12);

beforeAll(async () => {
  database = await testDatabase();
  for (let n = 0; n < 25; n++) {
    await recordAuditAs(
      {
        db: database.db,
        now: () => new Date(START + n * 60_000),
        actor: { kind: "user", id: null, name: n % 5 === 0 ? "=cmd|'/c calc'!A1" : "grace", address: "192.0.2.7" },
      },
      { action: n % 2 === 0 ? "user.role" : "evidence.download", target: `100%_${n}`, detail: { n } },
    );
  }
});
afterAll(() => database.close());

const ask = (filter: object, more: { cursor?: string | null; limit?: number } = {}) =>
  listAudit(database.ctx, { filter: AuditFilter.parse(filter), cursor: null, limit: 100, ...more });

describe("the audit log", () => {
  it("gives every entry once, newest first, over pages of any size", async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof ask>> = await ask({}, { cursor, limit: 7 });
      seen.push(...page.rows.map(({ target }) => target ?? ""));
      cursor = page.next;
    } while (cursor !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, n) => `100%_${24 - n}`));
  });

  it.each([
    [{ who: "GRACE" }, 20],
    [{ who: "=cmd" }, 5],
    [{ who: "%" }, 0],
    [{ action: "user." }, 13],
    [{ action: "user.role" }, 13],
    [{ action: "user" }, 0],
    [{ target: "100%_1" }, 11],
    [{ target: "100__1" }, 0],
    [{ from: "2026-11-02T12:10:00Z", to: "2026-11-02T12:12:00Z" }, 2],
    [{ who: "grace", action: "evidence.", from: "2026-11-02T12:20:00Z" }, 2],
  ])("with the filter %j has %i entries of 25", async (filter, matching) => {
    const page = await ask(filter);
    expect([page.matching, page.rows.length, page.total]).toEqual([matching, matching, 25]);
  });

  it("names its actions", async () => {
    expect(await listAuditActions(database.ctx)).toEqual({ actions: ["evidence.download", "user.role"] });
  });

  it("is exported whole, with the export as its last entry, and starts no formula", async () => {
    const lines: string[] = [];
    for await (const line of await exportAudit(database.ctx, { filter: AuditFilter.parse({}), format: "csv" }))
      lines.push(line);
    expect(lines).toHaveLength(1 + 25 + 1);
    expect(lines[26]).toContain("audit.export");
    expect(lines[1]).toContain("'=cmd|");
    const rows: string[] = [];
    for await (const line of await exportAudit(database.ctx, {
      filter: AuditFilter.parse({ who: "grace" }),
      format: "ndjson",
    }))
      rows.push(line);
    expect(rows.map((row) => JSON.parse(row).actorName)).toEqual(Array.from({ length: 20 }, () => "grace"));
  });
});

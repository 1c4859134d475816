import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/context";
import { countEvents } from "@/lib/events/server/count-events";
import { describeDropped } from "@/lib/events/server/describe-dropped";
import { getEvent } from "@/lib/events/server/get-event";
import { getRecordText } from "@/lib/events/server/get-record-text";
import { listEvents } from "@/lib/events/server/list-events";
import { rebuildStore } from "@/lib/ingest/server/rebuild-store";
import { planRemoval } from "@/lib/ingest/server/remove-evidence";
import { isHeld } from "@/lib/integrity/is-held";
import { listWatermarks } from "@/lib/integrity/server/list-watermarks";
import { verifyStore } from "@/lib/integrity/server/verify-store";
import { ValidationReport } from "@/lib/integrity/validation-report";
import { getLogFile } from "@/lib/sources/server/get-log-file";
import { getSourcesSummary } from "@/lib/sources/server/get-sources-summary";
import { guidOf } from "@/lib/testing/factories/log-records";
import { makeSigner } from "@/lib/testing/factories/signed-digests";
import { EVERYTHING, headsOf, signedTrail, TrailStore } from "@/lib/testing/factories/trail-store";
import { getDensity } from "@/lib/timeline/server/get-density";
import { applyRetention } from "./apply-retention";
import { getRetention } from "./get-retention";
import { planRetention } from "./plan-retention";
import { queueDueRetention } from "./queue-due-retention";
import { runRetention } from "./run-retention";
import { setRetention } from "./set-retention";

/** Of the five log files of the trail, the newest records of the first three are older. */
const CUTOFF = new Date("2026-10-05T08:40:00Z");
const DAY_MS = 86_400_000;
const DAYS = 40;
const NOW = new Date(CUTOFF.getTime() + DAYS * DAY_MS);
const NEVER = new AbortController().signal;
const RULE = { days: DAYS, by: "grace" };
const ALL = { from: null, to: null, clauses: [] };

const signer = makeSigner();
const { files, digests } = signedTrail(signer);
let store: TrailStore;
let ctx: Context;

beforeEach(async () => {
  store = await TrailStore.open();
  ctx = { ...store.database.ctx, now: () => NOW };
  await store.trust(signer);
  await store.load([...files, ...digests, headsOf(digests)]);
});
afterEach(() => store.close());

const drop = () => applyRetention(store.database.pool, { cutoff: CUTOFF, rule: RULE, at: NOW, signal: NEVER });
const density = () => getDensity(ctx, { filter: ALL, buckets: 600, beforeMs: null, isFirst: false });
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("retention", () => {
  it("drops the log files whose newest record is older, and says beforehand what would go", async () => {
    const plan = await planRetention(ctx, { days: DAYS });
    expect(plan).toMatchObject({ cutoffMs: CUTOFF.getTime(), files: 3, filesInAll: 5, records: 6, events: 6 });
    expect([plan.fromMs, plan.toMs].map((ms) => new Date(ms ?? 0).toISOString())).toEqual([
      "2026-10-05T08:00:00.000Z",
      "2026-10-05T08:33:57.000Z",
    ]);
    expect(await drop()).toMatchObject({ files: 3, events: 6, kept: 0, bytes: plan.bytes });
    expect(await drop()).toMatchObject({ files: 0, events: 0 });
    expect(await planRetention(ctx, { days: DAYS })).toMatchObject({ files: 0, filesInAll: 2 });
    expect((await getRetention(ctx)).dropped).toMatchObject({ files: 3, events: 6, bytes: plan.bytes });
    const summary = await getSourcesSummary(ctx);
    expect(summary.totals).toEqual({ records: 4, stored: 4, duplicates: 0, quarantined: 0 });
    expect(summary.dropped).toEqual({ files: 3, records: 6, stored: 6, duplicates: 0, quarantined: 0 });
  });

  it("leaves the strips as they were, with what was dropped apart, and lists the rest from any position", async () => {
    const before = await density();
    await drop();
    const after = await density();
    expect(sum(after.dropped)).toBe(6);
    expect(after.total).toBe(4);
    expect(before.total).toBe(after.total + sum(after.dropped));
    expect(after.window).toEqual(before.window);
    expect(after.bucketMs).toBe(3_600_000);
    expect(await countEvents(ctx, { filter: ALL })).toMatchObject({ events: 4 });
    expect(await describeDropped(ctx, ALL)).toMatch(/^6 more events .* dropped by retention/);
    const list = { filter: ALL, order: "oldest" as const, limit: 10 };
    const whole = await listEvents(ctx, { ...list, at: { kind: "after", cursor: null } });
    expect(whole.rows.map(({ eventId }) => eventId)).toEqual([30, 31, 40, 41].map(guidOf));
    const tail = await listEvents(ctx, { ...list, at: { kind: "rank", rank: 2, within: null } });
    expect(tail.rows.map(({ eventId }) => eventId)).toEqual([40, 41].map(guidOf));
  });

  it("says of a record when it went, and with which log file", async () => {
    await drop();
    const { rows } = await store.database.pool.query<{ sha256: string }>(
      "select encode(sha256, 'hex') as sha256 from log_file where dropped_at is not null order by publish_time limit 1",
    );
    const [{ sha256 } = { sha256: "" }] = rows;
    const said = new RegExp(`dropped by retention on 2026-11-14.*${sha256}`);
    await expect(getEvent(ctx, { eventId: guidOf(0) })).rejects.toMatchObject({ code: "gone", message: said });
    const text = getRecordText(ctx, { eventId: guidOf(0), copy: 0, raw: false });
    await expect(text).rejects.toMatchObject({ code: "gone", message: said });
    const file = await getLogFile(ctx, { sha256 });
    expect(file).toMatchObject({ droppedAtMs: NOW.getTime(), records: 2, stored: 2, segments: [], evidenceBytes: 0 });
    await expect(planRemoval(ctx.pool, { kind: "file", id: 1, name: sha256 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("never lets a dropped time count as complete, and never calls a dropped log file missing", async () => {
    const question = { account: "111122223333", region: "eu-west-1", fromMs: CUTOFF.getTime() - 1_200_000 };
    const heldAt = async () => {
      const { watermarks } = await listWatermarks(ctx);
      return isHeld(watermarks, { ...question, toMs: question.fromMs + 60_000 });
    };
    expect(await heldAt()).toMatchObject([{ held: true }]);
    await drop();
    expect(await heldAt()).toMatchObject([{ held: false, why: expect.stringMatching(/dropped by retention/) }]);
    await verifyStore(ctx.pool, { range: EVERYTHING });
    const { files: results, states } = await store.outcome();
    expect(states.map(([, state]) => state)).toEqual(Array.from({ length: 5 }, () => "verified"));
    expect(results.filter(({ droppedAt }) => droppedAt !== null)).toHaveLength(3);
    const report = new ValidationReport(EVERYTHING);
    const lines = results.map((result) => report.add(result).line);
    expect(lines.filter((line) => line.endsWith("\tdropped by retention after it was verified"))).toHaveLength(3);
    expect(report.isInvalid).toBe(false);
  });

  it("finds by its hash what a digest names that comes after its log file was dropped", async () => {
    const other = await TrailStore.open();
    await other.load(files);
    const applied = { cutoff: CUTOFF, rule: RULE, at: NOW, signal: NEVER };
    await applyRetention(other.database.pool, applied);
    await other.trust(signer);
    await other.load([...digests, headsOf(digests)]);
    expect((await other.outcome()).states.map(([, state]) => state)).toEqual(
      Array.from({ length: 5 }, () => "verified"),
    );
    await other.close();
  });

  it("stores nothing again when the same files come once more, nor with a rebuild", async () => {
    await drop();
    const dropped = await density();
    await store.load([...files, ...digests]);
    await rebuildStore(ctx.pool, { fileId: null, onlyQuarantined: false, signal: NEVER });
    expect(await density()).toEqual(dropped);
    expect((await getSourcesSummary(ctx)).totals).toMatchObject({ records: 4, stored: 4 });
  });

  it("is done by a job once a day while an age is set, and by none when it is taken back", async () => {
    const runs = async () =>
      (await ctx.db.ingestRun.findMany({ where: { kind: "retention" } })).map(
        ({ id, state, files: read, filesTotal }) => ({
          id,
          state,
          read,
          filesTotal,
        }),
      );
    const later = (days: number) => new Date(NOW.getTime() + days * DAY_MS);
    expect(await queueDueRetention(ctx.pool, NOW)).toBe(false);
    await setRetention(ctx, { days: DAYS });
    const [run] = await runs();
    expect(run).toMatchObject({ state: "queued", filesTotal: 3 });
    expect(await queueDueRetention(ctx.pool, later(0.9))).toBe(false);
    const work = { runId: run?.id ?? "", signal: NEVER, takenUp: false, isLastAttempt: true };
    const opened = { ...store.database, close: async () => undefined };
    await ctx.db.setting.update({
      where: { key: "retention" },
      data: { value: { days: 1, by: "test", at: NOW.toISOString() } },
    });
    expect(await runRetention(opened, work)).toMatchObject({ kind: "done" });
    expect(await runs()).toMatchObject([{ state: "done", read: 5, filesTotal: 5 }]);
    await setRetention(ctx, { days: null });
    expect(await queueDueRetention(ctx.pool, later(2))).toBe(false);
    const audited = await ctx.db.auditLog.findMany({
      where: { action: { startsWith: "retention." } },
      orderBy: { id: "asc" },
    });
    expect(audited.map(({ action }) => action)).toEqual(["retention.set", "retention.drop", "retention.set"]);
  });
});

import { parseArgs } from "node:util";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { formatBytes, countOf, formatCount } from "@/lib/base/format-number";
import { formatTime } from "@/lib/base/format-time";
import type { Context } from "@/lib/context";
import { readAge } from "@/lib/retention/read-age";
import { applyRetention } from "@/lib/retention/server/apply-retention";
import { getRetention } from "@/lib/retention/server/get-retention";
import { planRetention } from "@/lib/retention/server/plan-retention";
import { setRetention } from "@/lib/retention/server/set-retention";
import type { Retention, RetentionPlan } from "@/lib/retention/contract";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline retention`: says what an age would drop, and with `--yes` drops it. */
export async function retentionCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: { "older-than": { type: "string" }, yes: { type: "boolean" }, daily: { type: "string" } },
  });
  const asked = values["older-than"] === undefined ? null : age("--older-than", values["older-than"]);
  const daily = values.daily === undefined ? undefined : values.daily === "off" ? null : age("--daily", values.daily);
  return withStore(io, async (ctx) => {
    if (daily !== undefined) await setRetention(ctx, { days: daily });
    const state = await getRetention(ctx);
    const days = asked ?? state.days;
    if (values.yes === true && days === null)
      throw new UsageError("Say how old: --older-than 400d. No age is set for every day either.");
    const plan = days === null ? null : await planRetention(ctx, { days });
    if (values.yes === true && plan !== null && days !== null) return apply(ctx, io, { days, plan });
    if (io.json)
      io.stdout(JSON.stringify({ daily: state.days, dropped: state.dropped, wouldDrop: plan && { days, ...plan } }));
    else for (const line of [...stateLines(state), ...(plan && days ? planLines(days, plan) : [])]) io.stdout(line);
    return 0;
  });
}

function age(option: string, text: string): number {
  const days = readAge(text);
  if (days === null)
    throw new UsageError(`${option} takes an age of at least a day such as 400d or 57w, not "${text}".`);
  return days;
}

type Wish = { readonly days: number; readonly plan: RetentionPlan };

async function apply(ctx: Context, io: Io, { days, plan }: Wish): Promise<number> {
  if (!io.json) for (const line of planLines(days, plan).slice(0, -1)) io.stderr(line);
  // Before anything happens, so that nothing happens unseen.
  await recordAudit(ctx, { action: "retention.drop", target: null, detail: { days, ...plan } });
  const result = await applyRetention(ctx.pool, {
    cutoff: new Date(plan.cutoffMs),
    rule: { days, by: ctx.actor.name },
    at: ctx.now(),
    onProgress: ({ files, filesTotal, events }) =>
      io.status?.(`${formatCount(files)} of ${countOf(filesTotal, "log file")} dropped, ${countOf(events, "event")}`),
    signal: ctx.signal,
  });
  const { files, bytes, events, kept } = result;
  io.stdout(
    io.json
      ? JSON.stringify({ files, bytes, events, kept })
      : `${countOf(files, "log file")} (${formatBytes(bytes)}) with ${countOf(events, "event")} dropped` +
          (kept > 0 ? `; ${countOf(kept, "event stays", "events stay")}, other log files hold the same records` : ""),
  );
  return 0;
}

function stateLines({ days, setBy, setAtMs, dropped }: Retention): string[] {
  return [
    days === null
      ? "No age is set: nothing is dropped by itself."
      : `Every day, log files are dropped whose newest record is older than ${countOf(days, "day")}` +
        ` (set by ${setBy ?? "?"} on ${setAtMs === null ? "?" : formatTime(setAtMs)}).`,
    dropped === null
      ? "Nothing was dropped so far."
      : `Dropped so far: ${countOf(dropped.files, "log file")} (${formatBytes(dropped.bytes)}) with ${countOf(dropped.events, "event")}${between(dropped)}.`,
  ];
}

function planLines(days: number, plan: RetentionPlan): string[] {
  const { files, filesInAll, records, events, bytes, cutoffMs } = plan;
  const all = `${formatCount(files)} of ${countOf(filesInAll, "log file")}`;
  if (files === 0)
    return [`Older than ${countOf(days, "day")} (before ${formatTime(cutoffMs)}): ${all}. Nothing to drop.`, ""];
  return [
    `Older than ${countOf(days, "day")} (newest record before ${formatTime(cutoffMs)}): ${all}, ${formatBytes(bytes)}, ` +
      `${countOf(records, "record")} with ${countOf(events, "stored event")}${between(plan)}.`,
    "Evidence and events go for good; strips, totals, first and last times, chains and facts stay, and every view says what was dropped.",
    "Nothing was changed. To drop them: the same command with --yes.",
  ];
}

function between({ fromMs, toMs }: { readonly fromMs: number | null; readonly toMs: number | null }): string {
  return fromMs === null || toMs === null ? "" : `, from ${formatTime(fromMs)} to ${formatTime(toMs)}`;
}

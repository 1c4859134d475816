import type { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { Context } from "@/lib/context";
import type { retentionSet } from "../contract";
import { queueDueRetention } from "./queue-due-retention";
import { readRetention, writeRetention } from "./retention-setting";

type Input = z.output<typeof retentionSet.input>;

/** Sets the age at which log files are dropped, or none; what is older already is given to the worker at once, and every day from then on. */
export async function setRetention(ctx: Context, { days }: Input): Promise<Record<string, never>> {
  const before = await readRetention(ctx.pool);
  await recordAudit(ctx, { action: "retention.set", target: null, detail: { days, before: before?.days ?? null } });
  await writeRetention(ctx.pool, { days, by: ctx.actor.name, at: ctx.now().toISOString() });
  await queueDueRetention(ctx.pool, ctx.now());
  return {};
}

import { z } from "zod";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { hasRole } from "@/lib/auth/roles";
import { AppError } from "@/lib/base/app-error";
import type { Context } from "@/lib/context";
import { firstRow, sql } from "@/lib/db/sql";
import { maskTokens } from "@/lib/events/mask-tokens";
import { readRecordText } from "@/lib/ingest/server/read-record-text";
import type { quarantineText } from "../contract";

type Input = z.output<typeof quarantineText.input>;
type Output = z.input<typeof quarantineText.output>;

const FIRST_CHARACTERS = 20_000;
/** A record has 32 MiB at most; a page that shows that much does not answer any more. */
const MOST_CHARACTERS = 2_000_000;

/**
 * The text that could not be read as a record, character for character, from the kept evidence; session tokens are masked
 * unless `raw` is asked for, which needs the investigator role. Audited before the text is given.
 */
export async function getQuarantineText(ctx: Context, { sha256, recordIndex, raw, whole }: Input): Promise<Output> {
  if (raw && ctx.actor.kind === "user" && !hasRole(ctx.actor.role, "investigator")) {
    throw new AppError("forbidden", "Showing session tokens needs the investigator role.");
  }
  const place = await firstRow(
    ctx.pool,
    z.object({ fileId: z.number() }),
    sql`
      select q.log_file_id as "fileId" from quarantine q join log_file f on f.id = q.log_file_id
      where f.sha256 = decode(${sha256}, 'hex') and q.record_index = ${recordIndex}`,
  );
  if (place === null) throw new AppError("not-found", `Record ${recordIndex} of ${sha256} is not in quarantine.`);
  const delivered = await readRecordText(ctx, { fileId: place.fileId, recordIndex });
  await recordAudit(ctx, {
    action: raw ? "record.view-raw" : "record.view",
    target: null,
    detail: { file: sha256, index: recordIndex, quarantined: true },
  });
  const { text, masked } = raw ? { text: delivered, masked: 0 } : maskTokens(delivered);
  return {
    text: text.slice(0, whole ? MOST_CHARACTERS : FIRST_CHARACTERS).toWellFormed(),
    characters: text.length,
    masked,
  };
}

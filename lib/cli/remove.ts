import { parseArgs } from "node:util";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { formatBytes, countOf, formatCount } from "@/lib/base/format-number";
import type { Context } from "@/lib/context";
import {
  planRemoval,
  type Removal,
  type RemovalPlan,
  type RemovalResult,
  removeEvidence,
  resolveRemoval,
} from "@/lib/ingest/server/remove-evidence";
import { updateIntegrity } from "@/lib/integrity/server/update-integrity";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline remove`: takes back a log file, or all that a source delivered. */
export async function removeCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { "dry-run": { type: "boolean" } },
  });
  const [words] = positionals;
  if (words === undefined || positionals.length > 1)
    throw new UsageError("Name one source, or one log file by its number, SHA-256 or place.");
  return withStore(io, async (ctx) => {
    const removal = await resolveRemoval(ctx.pool, words);
    const plan = await planRemoval(ctx.pool, removal);
    if (values["dry-run"]) {
      io.stdout(io.json ? JSON.stringify(planned(removal, plan)) : `would remove ${planText(removal, plan)}`);
      return 0;
    }
    if (!io.json) io.stderr(`removing ${planText(removal, plan)}`);
    // Before anything happens, so that nothing happens unseen.
    await recordAudit(ctx, {
      action: "evidence.remove",
      target: `${removal.kind} ${removal.name}`,
      detail: planned(removal, plan),
    });
    const result = await removeAndLook(ctx, io, { removal, plan });
    const { files, events } = result;
    io.stdout(
      io.json
        ? JSON.stringify(result)
        : `${countOf(files, "log file")} removed, and ${countOf(events, "event")} of which no other file holds a copy`,
    );
    return 0;
  });
}

/** What went may have been what a digest names, and what made a time complete: interrupted or not, that is looked at anew. */
async function removeAndLook(
  ctx: Context,
  io: Io,
  wish: { readonly removal: Removal; readonly plan: RemovalPlan },
): Promise<RemovalResult> {
  try {
    return await removeEvidence(ctx.pool, wish, {
      onProgress: ({ files, filesTotal }) =>
        io.status?.(`${formatCount(files)} of ${countOf(filesTotal, "log file")} removed`),
      signal: io.signal,
    });
  } finally {
    await updateIntegrity(ctx.pool);
  }
}

type Planned = { kind: string; name: string; files: number; shared: number; records: number; bytes: number };

function planned({ kind, name }: Removal, { files, shared, records, bytes }: RemovalPlan): Planned {
  return { kind, name, files: files.length, shared: shared.length, records, bytes };
}

function planText(removal: Removal, { files, shared, records, bytes }: RemovalPlan): string {
  const what = removal.kind === "source" ? `the source "${removal.name}": ` : "";
  const stay = shared.length > 0 ? `; ${formatCount(shared.length)} more stay, other sources delivered them too` : "";
  return `${what}${countOf(files.length, "log file")} with ${countOf(records, "record")} (${formatBytes(bytes)})${stay}`;
}

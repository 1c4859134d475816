import type { z } from "zod";
import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { recordAudit } from "@/lib/audit/server/record-audit";
import type { ConfigImport, importConfig as endpoint } from "../config-contract";
import { readConfig } from "../read-config";
import type { ConfigFile } from "../read-config-file";
import { storeFacts } from "./store-facts";

type Input = {
  readonly files: readonly ConfigFile[];
  /** Dates what no snapshot.json dates. */
  readonly asOfMs: number | null;
};

/** Keeps what files of CLI output say of the configuration of logging. Importing them again changes nothing. */
export async function importConfig(ctx: Context, { files, asOfMs }: Input): Promise<ConfigImport> {
  const reading = readConfig(files, { asOfMs, knownAtMs: ctx.now().getTime() });
  const added = await inTransaction(ctx.pool, (client) =>
    storeFacts(
      client,
      reading.facts.map((fact) => ({ fact, eventId: null })),
    ),
  );
  const { trails, eventDataStores, facts, missing, skipped } = reading;
  await recordAudit(ctx, {
    action: "config.import",
    target: null,
    detail: { files: files.length, facts: facts.length, added },
  });
  return {
    trails: trails.length,
    eventDataStores: eventDataStores.length,
    facts: facts.length,
    added,
    missing,
    skipped,
  };
}

/** The same for files whose text came over the wire. */
export async function importConfigTexts(ctx: Context, input: z.output<typeof endpoint.input>): Promise<ConfigImport> {
  const files: ConfigFile[] = [];
  const skipped: { path: string; reason: string }[] = [];
  for (const { path, text, modifiedMs } of input.files) {
    const value = parsed(text);
    if (value === undefined) skipped.push({ path, reason: "not JSON" });
    else files.push({ path, value, modifiedMs });
  }
  const imported = await importConfig(ctx, { files, asOfMs: input.asOfMs ?? null });
  return { ...imported, skipped: [...skipped, ...imported.skipped] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

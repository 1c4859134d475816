import type { Context } from "@/lib/context";
import { inTransaction } from "@/lib/db/in-transaction";
import { recordAudit } from "@/lib/audit/server/record-audit";
import { readConfig } from "../read-config";
import type { ConfigFile } from "../read-config-file";
import { storeFacts } from "./store-facts";

export type ConfigImport = {
  /** How many trails and event data stores the files speak of. */
  readonly trails: number;
  readonly eventDataStores: number;
  readonly facts: number;
  /** Of the facts, those that were not known before. */
  readonly added: number;
  readonly missing: readonly string[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
};

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

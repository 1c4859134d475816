import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { type ConfigImport, importConfig } from "@/lib/coverage/server/import-config";
import { readConfigFiles } from "@/lib/coverage/server/read-config-files";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline config`: takes in what trails and event data stores are set up to record. */
export async function configCommand(args: readonly string[], io: Io): Promise<number> {
  const [action, ...rest] = args;
  if (action === "import") return importFolder(rest, io);
  throw new UsageError("Say what to do: config import <file or folder>.");
}

async function importFolder(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { "as-of": { type: "string" } },
  });
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError("Name one file or folder.");
  const asOfMs = readTime("--as-of", values["as-of"]);
  const read = await readConfigFiles(isAbsolute(path) ? path : join(io.cwd, path));
  return withStore(io, async (ctx) => {
    const result = await importConfig(ctx, { files: read.files, asOfMs });
    print({ ...result, skipped: [...read.skipped, ...result.skipped] }, io);
    return 0;
  });
}

function print(result: ConfigImport, io: Io): void {
  if (io.json) {
    io.stdout(JSON.stringify(result));
    return;
  }
  const { trails, eventDataStores, facts, added, missing, skipped } = result;
  io.stdout(
    `${formatCount(facts)} facts about ${formatCount(trails)} trails and ${formatCount(eventDataStores)} event data stores, of them ${formatCount(added)} new`,
  );
  for (const what of missing) io.stdout(visibleText(`missing  ${what}`));
  for (const { path, reason } of skipped) io.stdout(visibleText(`skipped  ${path}: ${reason}`));
}

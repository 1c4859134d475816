import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { countOf, formatCount } from "@/lib/base/format-number";
import { visibleText } from "@/lib/base/visible-text";
import { collectConfig } from "@/lib/coverage/server/collect/collect-config";
import type { ConfigImport } from "@/lib/coverage/config-contract";
import { importConfig } from "@/lib/coverage/server/import-config";
import { readKnowledge } from "@/lib/coverage/server/knowledge";
import { readConfigFiles } from "@/lib/coverage/server/read-config-files";
import { parseAccounts, parseRegions } from "@/lib/ingest/s3/s3-scope";
import { type Io, UsageError } from "./io";
import { readTime } from "./read-time";
import { withStore } from "./with-store";

/** `wakeline config`: takes in what trails and event data stores are set up to record. */
export async function configCommand(args: readonly string[], io: Io): Promise<number> {
  const [action, ...rest] = args;
  if (action === "import") return importFolder(rest, io);
  if (action === "collect") return collect(rest, io);
  throw new UsageError("Say what to do: config import <file or folder>, or config collect.");
}

async function collect(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      accounts: { type: "string" },
      regions: { type: "string" },
      role: { type: "string" },
      "external-id": { type: "string" },
      profile: { type: "string" },
      endpoint: { type: "string" },
    },
  });
  const accounts = values.accounts === undefined ? [] : parseAccounts(values.accounts);
  if (values.role === undefined && accounts.length !== 1)
    throw new UsageError(
      "Name the role to take in each account with --role, or one account of your own with --accounts.",
    );
  return withStore(io, async (ctx) => {
    const known = (await readKnowledge(ctx)).places.regions;
    const result = await collectConfig(ctx, {
      access: {
        profile: values.profile ?? null,
        externalId: values["external-id"] ?? null,
        endpoint: values.endpoint ?? null,
      },
      accounts,
      roleName: values.role ?? null,
      regions: values.regions !== undefined ? parseRegions(values.regions) : known.length > 0 ? known : ["us-east-1"],
      onAccount: (done, of) => io.status?.(`${formatCount(done)} of ${countOf(of, "account")}`),
      signal: io.signal,
    });
    print(result, io);
    if (!io.json) {
      io.stdout(`from ${countOf(result.accounts, "account")}`);
      for (const { account, call, reason } of result.failed)
        io.stdout(visibleText(`refused  ${account}: ${call}: ${reason}`));
    }
    return 0;
  });
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
    `${countOf(facts, "fact")} about ${countOf(trails, "trail")} and ${countOf(eventDataStores, "event data store")}, of them ${formatCount(added)} new`,
  );
  for (const what of missing) io.stdout(visibleText(`missing  ${what}`));
  for (const { path, reason } of skipped) io.stdout(visibleText(`skipped  ${path}: ${reason}`));
}

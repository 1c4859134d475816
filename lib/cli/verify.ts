import { readFile } from "node:fs/promises";
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { AppError } from "@/lib/base/app-error";
import { countOf, formatCount } from "@/lib/base/format-number";
import { parseUtcTime } from "@/lib/base/parse-utc-time";
import { visibleText } from "@/lib/base/visible-text";
import type { Context } from "@/lib/context";
import type { S3Access } from "@/lib/ingest/s3/s3-access";
import { fetchKeys } from "@/lib/integrity/server/fetch-keys";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { listResults, type VerifyRange } from "@/lib/integrity/server/list-results";
import { updateIntegrity } from "@/lib/integrity/server/update-integrity";
import { verifyStore } from "@/lib/integrity/server/verify-store";
import { ValidationReport } from "@/lib/integrity/validation-report";
import { type Io, UsageError } from "./io";
import { withStore } from "./with-store";

/** `wakeline verify`: checks the kept log files against AWS's digests. Exit code 1 where something is not what AWS delivered. */
export async function verifyCommand(args: readonly string[], io: Io): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      from: { type: "string" },
      to: { type: "string" },
      keys: { type: "string", multiple: true },
      "fetch-keys": { type: "boolean" },
      profile: { type: "string" },
      "role-arn": { type: "string" },
      "external-id": { type: "string" },
      verbose: { type: "boolean" },
    },
  });
  const range: VerifyRange = { from: readTime("--from", values.from), to: readTime("--to", values.to) };
  const access = accessOf(values);
  return withStore(io, async (ctx) => {
    for (const path of values.keys ?? []) await importFile(ctx, path, io);
    await verifyStore(ctx.pool, {
      range,
      progress: (done, total) => io.status?.(`${formatCount(done)} of ${countOf(total, "log file")} read again`),
    });
    if (access !== null) await fetchAndVerify(ctx, io, { access, range });
    return printResults(ctx, io, { range, isVerbose: values.verbose === true });
  });
}

type Words = { readonly [Name in "profile" | "role-arn" | "external-id"]?: string | undefined } & {
  readonly "fetch-keys"?: boolean | undefined;
};

/** With whose rights AWS is asked; null where it is not to be asked. */
function accessOf(words: Words): S3Access | null {
  const { profile = null, "role-arn": roleArn = null, "external-id": externalId = null } = words;
  if (words["fetch-keys"] !== true) {
    if (profile !== null || roleArn !== null || externalId !== null)
      throw new UsageError("--profile, --role-arn and --external-id go with --fetch-keys.");
    return null;
  }
  if (externalId !== null && roleArn === null) throw new UsageError("--external-id goes with --role-arn.");
  return { profile, roleArn, externalId, endpoint: null };
}

/** After the digests were read: they say which Regions to ask. */
async function fetchAndVerify(
  ctx: Context,
  io: Io,
  { access, range }: { readonly access: S3Access; readonly range: VerifyRange },
): Promise<void> {
  for (const { region, keys, problem } of await fetchKeys(ctx, { access, range, signal: ctx.signal }))
    io.stderr(problem ?? `${countOf(keys, "public key")} fetched from ${region}`);
  await updateIntegrity(ctx.pool);
}

async function importFile(ctx: Context, path: string, io: Io): Promise<void> {
  const text = await readFile(isAbsolute(path) ? path : join(io.cwd, path), "utf8").catch((cause: unknown) => {
    throw new AppError("not-found", `${path} cannot be read.`, { cause });
  });
  await importKeys(ctx, { text, name: path });
}

function readTime(name: string, text: string | undefined): Date | null {
  if (text === undefined) return null;
  const timeMs = parseUtcTime(text);
  if (timeMs === null) throw new UsageError(`${name} takes a time such as 2026-10-05T08:00Z, not "${text}".`);
  return new Date(timeMs);
}

type Wish = { readonly range: VerifyRange; readonly isVerbose: boolean };

async function printResults(ctx: Context, io: Io, { range, isVerbose }: Wish): Promise<number> {
  const report = new ValidationReport({
    from: range.from?.toISOString() ?? null,
    to: range.to?.toISOString() ?? null,
  });
  for await (const result of listResults(ctx.pool, range)) {
    const { line, isValid } = report.add(result);
    if (io.json) io.stdout(JSON.stringify(result));
    else if (isVerbose || !isValid) io.stdout(line.split("\t").map(visibleText).join("\t"));
  }
  if (!io.json) {
    io.stdout("");
    for (const line of report.summary()) io.stdout(line);
  }
  return report.isInvalid ? 1 : 0;
}

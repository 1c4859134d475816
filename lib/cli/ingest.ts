import { accessSync, constants } from "node:fs";
import { isAbsolute, join } from "node:path";
import { parseArgs } from "node:util";
import { openStore } from "@/lib/db/store";
import { formatCount } from "@/lib/base/format-number";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { isS3Address } from "@/lib/ingest/s3/s3-scope";
import { inputLimits } from "@/lib/ingest/input-limits";
import { spool } from "@/lib/ingest/sources/spool";
import { declareFilters, readFilters } from "./ingest-filters";
import { printIngest, progressLine } from "./ingest-report";
import { ingestS3, S3_OPTIONS } from "./ingest-s3";
import { type Io, UsageError } from "./io";

/** `wakeline ingest`: loads files, folders, archives, standard input, or what lies in S3. */
export async function ingestCommand(args: readonly string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { source: { type: "string" }, filters: { type: "string" }, ...S3_OPTIONS },
  });
  if (positionals.length === 0)
    throw new UsageError("Name at least one file, folder or archive, - for standard input, or s3://bucket/prefix.");
  const address = positionals.find(isS3Address);
  if (address !== undefined) {
    if (positionals.length > 1) throw new UsageError("Load one place in S3 at a time, and files apart from it.");
    return ingestS3(address, values, io);
  }
  const onlyS3 = Object.keys(S3_OPTIONS).find((name) => name in values);
  if (onlyS3 !== undefined) throw new UsageError(`--${onlyS3} goes with s3://bucket/prefix.`);
  const filters = readFilters(values.filters);
  const spooled = positionals.includes("-") ? await spool(io.stdin, inputLimits()) : null;
  const store = await openStore({ applicationName: "wakeline ingest" });
  const startedMs = performance.now();
  const paths = positionals.map((path) => (path === "-" && spooled ? spooled.path : absolute(path, io.cwd)));
  try {
    const result = await ingestAndVerify(store, {
      kind: "cli",
      source: values.source ?? "cli",
      actorName: "command line",
      paths,
      labels: spooled ? { [spooled.path]: "standard input" } : {},
      onProgress: (progress) => io.status?.(progressLine(progress, performance.now() - startedMs)),
      onVerify: (done, total) =>
        io.status?.(`Verifying: ${formatCount(done)} of ${formatCount(total)} log files compared with their digests`),
      signal: io.signal,
    });
    if (filters !== null) await declareFilters(store, { source: values.source ?? "cli", leavesOut: filters });
    printIngest(result, { seconds: (performance.now() - startedMs) / 1000 }, io);
    // What was named and is not there is a mistake of the call, unlike a file of something else in a folder.
    return paths.every(isReadable) ? 0 : 1;
  } finally {
    await store.close();
    await spooled?.remove();
  }
}

function isReadable(path: string): boolean {
  try {
    accessSync(path, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}

function absolute(path: string, cwd: string): string {
  return isAbsolute(path) ? path : join(cwd, path);
}

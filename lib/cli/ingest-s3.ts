import { formatBytes, countOf, formatCount } from "@/lib/base/format-number";
import { parseUtcTime } from "@/lib/base/parse-utc-time";
import { openStore } from "@/lib/db/store";
import { env } from "@/lib/env";
import type { S3Found } from "@/lib/ingest/server/found-tally";
import { pullS3, type S3PullRequest } from "@/lib/ingest/server/pull-s3";
import { lookS3 } from "@/lib/ingest/server/look-s3";
import type { S3Access } from "@/lib/ingest/s3/s3-access";
import { parseAccounts, parseRegions, parseS3Address, type S3Scope } from "@/lib/ingest/s3/s3-scope";
import { printIngest, progressLine } from "./ingest-report";
import { loadAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { type Io, UsageError } from "./io";

/** The options that only a place in S3 has. */
export const S3_OPTIONS = {
  accounts: { type: "string" },
  regions: { type: "string" },
  from: { type: "string" },
  to: { type: "string" },
  profile: { type: "string" },
  "role-arn": { type: "string" },
  "external-id": { type: "string" },
  endpoint: { type: "string" },
  "dry-run": { type: "boolean" },
} as const;

export type S3Words = {
  readonly [Name in keyof typeof S3_OPTIONS]?: (typeof S3_OPTIONS)[Name]["type"] extends "boolean" ? boolean : string;
} & { readonly source?: string };

/** `wakeline ingest s3://…`: says what was found, then loads it. */
export async function ingestS3(address: string, words: S3Words, io: Io): Promise<number> {
  const scope = scopeOf(address, words);
  const access = accessOf(words);
  const store = await openStore({ applicationName: "wakeline ingest" });
  const startedMs = performance.now();
  const listed = (files: number): void => io.status?.(`${countOf(files, "file")} found so far in ${address}`);
  try {
    if (words["dry-run"]) {
      const found = await lookS3(store.pool, { scope, access, onListed: listed, signal: io.signal });
      io.stdout(io.json ? JSON.stringify(found) : foundLine(found));
      return 0;
    }
    let found: S3Found | null = null;
    let loadingMs = startedMs;
    const pull: S3PullRequest = {
      source: words.source ?? `s3:${scope.bucket}`,
      actorName: "command line",
      scope,
      access,
      onListed: listed,
      onFound: (summary) => {
        found = summary;
        loadingMs = performance.now();
        io.stderr(foundLine(summary));
      },
      onProgress: (progress) => io.status?.(progressLine(progress, performance.now() - loadingMs)),
      signal: io.signal,
    };
    const result = await loadAndVerify(store, () => pullS3(store, pull));
    printIngest(result, { seconds: (performance.now() - startedMs) / 1000, more: { found } }, io);
    return 0;
  } finally {
    await store.close();
  }
}

function scopeOf(address: string, words: S3Words): S3Scope {
  return {
    ...parseS3Address(address),
    accounts: parseAccounts(words.accounts ?? ""),
    regions: parseRegions(words.regions ?? ""),
    fromMs: timeOf("--from", words.from),
    toMs: timeOf("--to", words.to),
  };
}

function timeOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  const timeMs = parseUtcTime(text);
  if (timeMs === null) throw new UsageError(`${option} takes a time such as 2026-10-05 or 2026-10-05T08:00Z.`);
  return timeMs;
}

function accessOf(words: S3Words): S3Access {
  if (words["external-id"] !== undefined && words["role-arn"] === undefined)
    throw new UsageError("--external-id goes with --role-arn.");
  return {
    profile: words.profile ?? null,
    roleArn: words["role-arn"] ?? null,
    externalId: words["external-id"] ?? null,
    endpoint: words.endpoint ?? env.WAKELINE_S3_ENDPOINT ?? null,
  };
}

function foundLine({ files, bytes, hereFiles, firstDay, lastDay }: S3Found): string {
  if (files === 0) return "no files found";
  const days =
    firstDay === null
      ? ""
      : `, delivered ${firstDay === lastDay ? "on" : "from"} ${firstDay}${firstDay === lastDay ? "" : ` to ${lastDay}`}`;
  const here = hereFiles > 0 ? `; ${formatCount(hereFiles)} of them are here already` : "";
  return `${countOf(files, "file")} found (${formatBytes(bytes)})${days}${here}`;
}

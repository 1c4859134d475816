import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { importKeys } from "@/lib/integrity/server/import-keys";
import { ingestAndVerify } from "@/lib/integrity/server/ingest-and-verify";
import { listResults } from "@/lib/integrity/server/list-results";
import type { DigestResult, GapResult, LogFileResult } from "@/lib/integrity/verify-result";
import { testDatabase, type TestDatabase } from "../test-database";
import { logRecord } from "./log-records";
import { digestOf, headOf, logFileOf, type SignedDigest, type SignedFile, type Signer } from "./signed-digests";

/** The hours that the trail was at work, from its first. */
export const HOURS = [0, 1, 2, 3, 4];
export const EVERYTHING = { from: null, to: null };

export type Trail = { files: SignedFile[]; digests: SignedDigest[] };

/** One log file of two records and one digest for every hour; `change` makes a digest in another way. */
export function signedTrail(
  signer: Signer,
  change: (hour: number) => Parameters<typeof digestOf>[1] | null = () => null,
): Trail {
  const files = HOURS.map((hour) => logFileOf(hour, [logRecord(hour * 10), logRecord(hour * 10 + 1)]));
  const digests: SignedDigest[] = [];
  files.forEach((file, hour) => {
    const named = [{ file, content: gunzipSync(file.bytes) }];
    digests.push(digestOf(hour, { signer, previous: digests.at(-1) ?? null, files: named, ...change(hour) }));
  });
  return { files, digests };
}

/** What S3 says of digests, as a file beside them. */
export function headsOf(digests: readonly SignedDigest[]): { path: string; bytes: string } {
  return { path: "heads.ndjson", bytes: digests.map(headOf).join("\n") };
}

type Outcome = {
  readonly files: readonly LogFileResult[];
  readonly digests: readonly DigestResult[];
  readonly gaps: readonly GapResult[];
  /** Of each log file: its hour, state and reason; by the hour. */
  readonly states: readonly (readonly [number, string, string | null])[];
};

/** A store of a test's own, filled by the ordinary way of loading files. */
export class TrailStore {
  private constructor(
    readonly database: TestDatabase,
    private readonly root: string,
  ) {}

  static async open(): Promise<TrailStore> {
    return new TrailStore(await testDatabase(), mkdtempSync(join(tmpdir(), "wakeline-trail-")));
  }

  async load(
    parts: readonly { readonly path: string; readonly bytes: Buffer | string }[],
    source = "copy",
  ): Promise<void> {
    const folder = mkdtempSync(join(this.root, "part-"));
    for (const { path, bytes } of parts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
    await ingestAndVerify(this.database, {
      kind: "cli",
      source,
      actorName: "test",
      paths: [folder],
      loaders: 1,
      signal: new AbortController().signal,
    });
  }

  async trust(signer: Signer): Promise<void> {
    await importKeys(this.database.ctx, { text: signer.list, name: "keys.json" });
  }

  async outcome(): Promise<Outcome> {
    const files: LogFileResult[] = [];
    const digests: DigestResult[] = [];
    const gaps: GapResult[] = [];
    for await (const result of listResults(this.database.pool, EVERYTHING)) {
      if (result.type === "log-file") files.push(result);
      else if (result.type === "digest") digests.push(result);
      else gaps.push(result);
    }
    const states = files
      .map((file) => [hourOf(file.object ?? file.file), file.state, file.reason] as const)
      .toSorted((a, b) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1));
    return { files, digests, gaps, states };
  }

  async close(): Promise<void> {
    rmSync(this.root, { recursive: true, force: true });
    await this.database.close();
  }
}

const hourOf = (text: string | null): number => Number(/_file(\d)/.exec(text ?? "")?.[1] ?? -1);

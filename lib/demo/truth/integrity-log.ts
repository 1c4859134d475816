import { isoSeconds } from "../base/calendar";
import type { DigestEntry, WrittenDigest } from "../delivery/digests";
import type { Mishap } from "../delivery/mishaps";

type Expected = "valid" | "hash-differs" | "missing" | "not-referenced";

const OF_MISHAP: Readonly<Record<Mishap, Expected>> = {
  truncated: "hash-differs",
  corrupted: "hash-differs",
  "bad-records": "hash-differs",
  tampered: "hash-differs",
  deleted: "missing",
};

/** What a check of the signatures and hashes must find, of every digest and every log file of the trails that have digests. */
export class IntegrityLog {
  private readonly chainEnds = new Map<string, { readonly key: string; readonly written: boolean }>();

  constructor(private readonly write: (lines: string) => void) {}

  /** A digest was closed over its files; `written` is false where somebody removed it. */
  closed(digest: WrittenDigest, entries: readonly DigestEntry[]): void {
    const chain = `${digest.trail} ${digest.region}`;
    const before = digest.starts ? undefined : this.chainEnds.get(chain);
    this.chainEnds.set(chain, { key: digest.key, written: digest.written });
    const line = {
      kind: "digest",
      bucket: digest.bucket,
      key: digest.key,
      trail: digest.trail,
      region: digest.region,
      from: isoSeconds(digest.from),
      to: isoSeconds(digest.to),
      expected: digest.written ? "valid" : "missing",
      previous: before === undefined ? null : before.key,
      previousExpected: before === undefined ? null : before.written ? "valid" : "missing",
      logFiles: entries.length,
    };
    this.write(`${JSON.stringify(line)}\n`);
    this.files(digest, entries, digest.written ? digest.key : null);
  }

  /** Files that no digest names. */
  unclaimed(place: Pick<WrittenDigest, "trail" | "region" | "bucket">, entries: readonly DigestEntry[]): void {
    this.files(place, entries, null);
  }

  private files(
    place: Pick<WrittenDigest, "trail" | "region" | "bucket">,
    entries: readonly DigestEntry[],
    digest: string | null,
  ): void {
    const lines = entries.map(({ key, mishap }) => {
      const expected: Expected = digest === null ? "not-referenced" : mishap === null ? "valid" : OF_MISHAP[mishap];
      const { bucket, trail, region } = place;
      return `${JSON.stringify({ kind: "log-file", bucket, key, trail, region, expected, digest })}\n`;
    });
    if (lines.length > 0) this.write(lines.join(""));
  }
}

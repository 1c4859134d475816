import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { type DemoOptions, writeDemo } from "./write-demo";

/** What of a record the tests look at. */
export const AnyRecord = z.looseObject({
  eventVersion: z.string(),
  eventTime: z.string(),
  eventSource: z.string(),
  eventName: z.string(),
  eventID: z.string(),
  awsRegion: z.string(),
  recipientAccountId: z.string(),
  userIdentity: z.looseObject({ type: z.string().optional() }),
});
export type AnyRecord = z.infer<typeof AnyRecord>;

/** What of a record that sums up calls the tests look at. */
export const AnySummary = z.union([
  z
    .looseObject({ eventCategory: z.literal("Insight"), eventID: z.string(), recipientAccountId: z.string() })
    .transform((record) => ({ kind: "insight", eventId: record.eventID, account: record.recipientAccountId, record })),
  z
    .looseObject({ eventCategory: z.literal("Aggregated"), eventId: z.string(), accountId: z.string() })
    .transform((record) => ({ kind: "aggregated", eventId: record.eventId, account: record.accountId, record })),
]);
export type AnySummary = z.infer<typeof AnySummary>;

export type WrittenFile = { readonly path: string; readonly bytes: Buffer };

/** A small demo in a folder of its own, read back by nothing but zlib and JSON. */
export class TestDemo {
  readonly files: readonly WrittenFile[];

  private constructor(readonly root: string) {
    this.files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((path) => ({ path: path.slice(root.length + 1), bytes: readFileSync(path) }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  static async write(options: Omit<DemoOptions, "outDir">): Promise<TestDemo> {
    const root = mkdtempSync(join(tmpdir(), "wakeline-demo-test-"));
    await writeDemo({ ...options, outDir: root });
    return new TestDemo(root);
  }

  text(path: string): string {
    const { bytes } = this.find(path);
    return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
  }

  json(path: string): unknown {
    return JSON.parse(this.text(path));
  }

  lines(path: string): readonly unknown[] {
    return this.text(path)
      .split("\n")
      .filter((line) => line !== "")
      .map((line): unknown => JSON.parse(line));
  }

  under(folder: string): readonly WrittenFile[] {
    return this.files.filter((file) => file.path.startsWith(`${folder}/`));
  }

  find(path: string): WrittenFile {
    const found = this.files.find((file) => file.path === path);
    if (found === undefined) throw new Error(`The demo wrote no ${path}.`);
    return found;
  }

  /** Every log file that can be read, with the values in it. */
  logFiles(): readonly { readonly path: string; readonly content: Buffer; readonly values: readonly unknown[] }[] {
    return this.under("logs")
      .filter((file) => file.path.endsWith(".json.gz") && !file.path.includes("/CloudTrail-Digest/"))
      .flatMap((file) => {
        const content = inflated(file.bytes);
        return content === null
          ? []
          : [{ path: file.path, content, values: Records.parse(JSON.parse(content.toString("utf8"))).Records }];
      });
  }

  /** One hash over the names and the decompressed content of everything. */
  fingerprint(): string {
    const hash = createHash("sha256");
    for (const file of this.files) hash.update(`${file.path}\n`).update(inflated(file.bytes) ?? "unreadable");
    return hash.digest("hex");
  }
}

const Records = z.object({ Records: z.array(z.unknown()) });

function inflated(bytes: Buffer): Buffer | null {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes.length === 0 || bytes[0] === 0x3c ? null : bytes;
  try {
    return gunzipSync(bytes);
  } catch {
    return null;
  }
}

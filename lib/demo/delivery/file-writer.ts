import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** Level 3 costs little more than half of the default's time; only the decompressed bytes are promised. */
const LEVEL = 3;

/** One gzip member; several joined are one file. */
export function pack(content: Buffer): Buffer {
  return gzipSync(content, { level: LEVEL });
}

/** Writes files under one folder, creating folders as needed. */
export class FileWriter {
  private readonly folders = new Set<string>();
  bytes = 0;
  files = 0;

  constructor(readonly root: string) {}

  write(path: string, content: Buffer | string): void {
    writeFileSync(this.target(path), content);
    this.bytes += content.length;
    this.files++;
  }

  writeGzip(path: string, content: Buffer): void {
    this.write(path, pack(content));
  }

  append(path: string, content: Buffer | string): void {
    appendFileSync(this.target(path), content);
    this.bytes += content.length;
  }

  private target(path: string): string {
    const target = join(this.root, path);
    const folder = dirname(target);
    if (!this.folders.has(folder)) {
      mkdirSync(folder, { recursive: true });
      if (this.folders.size > 20_000) this.folders.clear();
      this.folders.add(folder);
    }
    return target;
  }
}

/** Lower-case, as digests state it. */
export function sha256Hex(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("hex");
}

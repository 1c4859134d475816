import { createHash } from "node:crypto";
import { appendFileSync, mkdirSync, writeFileSync } from "node:fs";
import { constants, gzipSync } from "node:zlib";

/** Level 3 costs little more than half of the default's time; only the decompressed bytes are promised. */
const LEVEL = 3;
const { Z_MIN_CHUNK, Z_DEFAULT_CHUNK } = constants;
/** So much is kept of a file that is written in pieces before it is opened once more. */
const PIECES = 64 * 1024;

/** One gzip member; several joined are one file. */
export function pack(content: Buffer): Buffer {
  // The answer keeps the whole chunk alive: a third is enough for most.
  const chunkSize = Math.min(4 * Z_DEFAULT_CHUNK, Math.max(Z_MIN_CHUNK, 512 + Math.floor(content.length / 3)));
  return gzipSync(content, { level: LEVEL, chunkSize });
}

/** Writes files under one folder, creating folders as needed. */
export class FileWriter {
  private readonly folders = new Set<string>();
  private readonly waiting = new Map<string, { readonly parts: (Buffer | string)[]; length: number }>();
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

  /** Adds to the end of a file; `close` writes what still waits. */
  append(path: string, content: Buffer | string): void {
    let waiting = this.waiting.get(path);
    if (waiting === undefined) {
      waiting = { parts: [], length: 0 };
      this.waiting.set(path, waiting);
    }
    waiting.parts.push(content);
    waiting.length += content.length;
    this.bytes += content.length;
    if (waiting.length >= PIECES) this.flush(path);
  }

  close(): void {
    for (const path of this.waiting.keys()) this.flush(path);
  }

  private flush(path: string): void {
    const waiting = this.waiting.get(path);
    if (waiting === undefined) return;
    this.waiting.delete(path);
    const parts = waiting.parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part));
    appendFileSync(this.target(path), Buffer.concat(parts));
  }

  private target(path: string): string {
    const target = `${this.root}/${path}`;
    const folder = target.slice(0, target.lastIndexOf("/"));
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

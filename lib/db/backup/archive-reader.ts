import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { extract } from "tar-stream";
import type { z } from "zod";
import { AppError } from "@/lib/base/app-error";
import { Manifest, MANIFEST_NAME, parsePartName, PART_BYTES, Seal, SEAL_NAME } from "./archive-format";

const unpack = promisify(gunzip);
const ENTRY_BYTES_MAX = 8 * PART_BYTES;

export type Part = { readonly table: string; readonly bytes: Buffer };

/** Reads one archive from its first byte to its last; throws `AppError` where it is not whole and as it was written. */
export class ArchiveReader {
  private readonly hash = createHash("sha256");
  private readonly entries: AsyncGenerator<{ name: string; bytes: Buffer }>;
  /** Known once all parts are read. */
  seal: Seal | null = null;

  constructor(private readonly path: string) {
    this.entries = this.readEntries();
  }

  async manifest(): Promise<Manifest> {
    const first = await this.entries.next();
    if (first.done || first.value.name !== MANIFEST_NAME) throw this.damaged("it is no backup of Wakeline");
    return this.parse(Manifest, first.value.bytes, "it was written by a version that this one does not know");
  }

  /** The parts in their order. Ends only after the seal was found to fit. */
  async *parts(): AsyncGenerator<Part> {
    for (;;) {
      const sealed = this.hash.copy().digest("hex");
      const next = await this.entries.next();
      if (next.done) throw this.damaged("it ends too early");
      const { name, bytes } = next.value;
      if (name === SEAL_NAME) {
        this.seal = this.parse(Seal, bytes, "its end is damaged");
        if (this.seal.sha256 !== sealed) throw this.damaged("its checksum does not fit");
        return;
      }
      const part = parsePartName(name);
      if (!part) throw this.damaged(`it holds "${name.slice(0, 100)}", which is no part of a backup`);
      yield { table: part.table, bytes: part.isCompressed ? await this.inflate(bytes) : bytes };
    }
  }

  async close(): Promise<void> {
    await this.entries.return(undefined);
  }

  damaged(why: string): AppError {
    return new AppError("invalid-input", `${this.path} cannot be restored: ${why}. Nothing was changed.`);
  }

  private inflate(bytes: Buffer): Promise<Buffer> {
    return unpack(bytes, { maxOutputLength: ENTRY_BYTES_MAX }).catch(() => {
      throw this.damaged("a part of it is damaged");
    });
  }

  private parse<Schema extends z.ZodType>(schema: Schema, bytes: Buffer, why: string): z.output<Schema> {
    try {
      return schema.parse(JSON.parse(bytes.toString()));
    } catch {
      throw this.damaged(why);
    }
  }

  private async *readEntries(): AsyncGenerator<{ name: string; bytes: Buffer }> {
    const archive = extract();
    const source = createReadStream(this.path, { highWaterMark: 1024 ** 2 });
    source.on("error", (error) => archive.destroy(error));
    source.pipe(archive);
    try {
      for await (const entry of archive) {
        const { name, size } = entry.header;
        if ((size ?? 0) > ENTRY_BYTES_MAX) throw this.damaged("a part of it is too large");
        const chunks: Buffer[] = [];
        for await (const chunk of entry as AsyncIterable<Buffer>) chunks.push(chunk);
        const bytes = Buffer.concat(chunks);
        this.hash.update(name);
        this.hash.update(bytes);
        yield { name, bytes };
      }
    } catch (error) {
      if (error instanceof AppError) throw error;
      const code = error instanceof Error && "code" in error ? error.code : null;
      if (code === "ENOENT") throw new AppError("not-found", `There is no file ${this.path}.`);
      throw this.damaged(error instanceof Error ? error.message : String(error));
    } finally {
      source.destroy();
    }
  }
}

import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import { type Manifest, MANIFEST_NAME, partName, type Seal, SEAL_NAME } from "./archive-format";

const compress = promisify(gzip);
/** Evidence is gzip already: a part that compression does not help stays as it is. */
const WORTH_IT = 0.9;

/** Writes one archive, part by part; memory does not grow with it. */
export class ArchiveWriter {
  bytes = 0;
  private readonly archive: Pack = pack();
  private readonly hash = createHash("sha256");
  private readonly rows: Record<string, number> = {};
  private readonly written: Promise<void>;

  constructor(
    path: string,
    private readonly madeAt: Date,
  ) {
    this.written = pipeline(this.archive, createWriteStream(path, { mode: 0o600, flush: true }));
    this.written.catch(() => undefined);
  }

  async manifest(manifest: Manifest): Promise<void> {
    await this.entry(MANIFEST_NAME, Buffer.from(JSON.stringify(manifest, null, 2)));
  }

  async part(table: string, n: number, bytes: Buffer): Promise<void> {
    const packed = await compress(bytes, { level: 1 });
    const isWorthIt = packed.length < bytes.length * WORTH_IT;
    await this.entry(partName(table, n, isWorthIt), isWorthIt ? packed : bytes);
  }

  endTable(table: string, rows: number): void {
    this.rows[table] = rows;
  }

  /** Ends the archive and waits until it is on the disk. */
  async seal(): Promise<Seal> {
    const seal = { rows: this.rows, sha256: this.hash.copy().digest("hex") };
    await this.entry(SEAL_NAME, Buffer.from(JSON.stringify(seal, null, 2)));
    this.archive.finalize();
    await this.written;
    return seal;
  }

  async abandon(): Promise<void> {
    this.archive.destroy();
    await this.written.catch(() => undefined);
  }

  private async entry(name: string, bytes: Buffer): Promise<void> {
    this.hash.update(name);
    this.hash.update(bytes);
    this.bytes += bytes.length;
    const put = new Promise<void>((resolve, reject) => {
      const header = { name, size: bytes.length, mode: 0o600, mtime: this.madeAt };
      const sink = this.archive.entry(header, (error) => (error ? reject(error) : resolve()));
      sink.end(bytes);
    });
    // A full disk ends the file, and then no entry is ever taken.
    await Promise.race([put, this.written.then(() => undefined)]);
  }
}

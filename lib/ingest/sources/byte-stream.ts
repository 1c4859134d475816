import { Readable } from "node:stream";
import { InputError, unreadable } from "../input-error";

/** Bytes that come only once, whose beginning can be looked at before they are read. */
export class ByteStream {
  private readonly source: AsyncIterator<unknown>;
  private held: Buffer[] = [];
  private heldBytes = 0;
  private isDone = false;
  private isClosed = false;

  constructor(source: AsyncIterable<unknown>) {
    this.source = source[Symbol.asyncIterator]();
  }

  /** The first bytes: as many as asked for, or all there are. */
  async peek(bytes: number): Promise<Buffer> {
    while (this.heldBytes < bytes && (await this.pull()));
    return Buffer.concat(this.held).subarray(0, bytes);
  }

  /** All bytes at once where they are no more than `limit`, else null. */
  async whole(limit: number): Promise<Buffer | null> {
    await this.peek(limit + 1);
    return this.heldBytes > limit ? null : Buffer.concat(this.held);
  }

  /** Everything, from the first byte. */
  readable(): Readable {
    return Readable.from(this.chunks(), { objectMode: false, highWaterMark: 256 * 1024 });
  }

  async *chunks(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.isClosed) throw new InputError("read too late: the archive has moved on to its next member");
      const chunk = this.held.shift();
      if (chunk) yield chunk;
      else if (!(await this.pull())) return;
    }
  }

  /** Lets go of what was not read, so that what follows in the archive can be. */
  async drain(): Promise<void> {
    this.isClosed = true;
    do this.held = [];
    while (await this.pull());
  }

  private async pull(): Promise<boolean> {
    if (this.isDone) return false;
    const next = await this.source.next().catch((error: unknown) => {
      this.isDone = true;
      throw unreadable(error);
    });
    if (next.done) {
      this.isDone = true;
      return false;
    }
    if (!(next.value instanceof Uint8Array)) throw new TypeError("a stream of bytes gave something else");
    const chunk = Buffer.isBuffer(next.value) ? next.value : Buffer.from(next.value);
    this.held.push(chunk);
    this.heldBytes += chunk.length;
    return true;
  }
}

import { objectPath } from "../s3/s3-scope";
import { markDone, markFailed, type Shelf } from "./s3-objects";
import type { FileEnd } from "./tally";

const FLUSH_EVERY_MS = 500;

type Failure = { readonly key: string; readonly reason: string };

/**
 * Keeps the table of objects in step with what is committed. An object is done only after its content is: one whose mark is
 * lost is fetched again, and found here.
 */
export class ObjectMarks {
  failures = 0;
  firstFailure: Failure | null = null;
  private done: string[] = [];
  private refused: Failure[] = [];
  private timer: NodeJS.Timeout | null = null;
  private flushing: Promise<void> = Promise.resolve();
  private readonly root: string;

  constructor(private readonly shelf: Shelf) {
    this.root = objectPath(shelf.bucket, "");
  }

  start(): void {
    this.timer = setInterval(() => void this.flush().catch(() => undefined), FLUSH_EVERY_MS);
  }

  /** A file that was loaded; what holds no records is done with the end of the pull, members of archives speak for nobody. */
  hear(file: FileEnd): void {
    if (!("reason" in file) && file.isLast) this.committed(file.path);
  }

  committed(path: string): void {
    if (path.startsWith(this.root)) this.done.push(path.slice(this.root.length));
  }

  failed(key: string, reason: string): void {
    this.failures += 1;
    this.firstFailure ??= { key, reason };
    this.refused.push({ key, reason });
  }

  /** One at a time; what could not be written is tried again with the next. */
  flush(): Promise<void> {
    this.flushing = this.flushing.catch(() => undefined).then(() => this.write());
    return this.flushing;
  }

  async close(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await this.flush().catch(() => undefined);
  }

  private async write(): Promise<void> {
    const [done, failed] = [this.done, this.refused];
    this.done = [];
    this.refused = [];
    try {
      await markFailed(this.shelf, failed);
      await markDone(this.shelf, done);
    } catch (error) {
      this.done.unshift(...done);
      this.refused.unshift(...failed);
      throw error;
    }
  }
}

import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { S3Client } from "@aws-sdk/client-s3";
import { isInputFailure } from "../input-error";
import { fetchObject, type ObjectMetadata } from "./fetch-object";
import { inParallel } from "./in-parallel";
import type { S3Object } from "./list-logs";
import { isDenied, isKmsDenied } from "./s3-failure";
import { objectPath } from "./s3-scope";

const LANES = 16;
const PATHS_PER_TURN = 256;
const BYTES_PER_TURN = 8 * 1024 ** 2;
/** On the disk at once, fetched and not yet read. */
const WAITING_BYTES = 256 * 1024 ** 2;
const WAITING_FILES = 2_000;
/** So many refusals without one success are no accident. */
const DENIED_MAX = 32;

type Fetched = { readonly path: string; readonly label: string; readonly bytes: number };

export type Downloads = {
  readonly s3: S3Client;
  readonly bucket: string;
  readonly objects: AsyncIterable<S3Object>;
  /** Of all objects. */
  readonly files: number;
  readonly bytes: number;
  /** Where they wait until they are read; removed at the end. */
  readonly folder: string;
  readonly maxFileBytes: number;
  /** An object that cannot be had; the rest goes on. */
  readonly onFailure: (object: S3Object, reason: string) => void;
  /** Before the object is given out: what S3 keeps beside its bytes. */
  readonly onMetadata: (object: S3Object, metadata: ObjectMetadata) => Promise<void>;
  readonly signal: AbortSignal;
};

/**
 * Fetches objects ahead of the loaders, several at a time, into a folder that never holds more than a quarter of a GiB (or one
 * file), and gives them out in turns.
 */
export class DownloadFeed {
  readonly files: number;
  readonly bytes: number;
  /** What has come can be seen while the rest arrives, and is not fetched again after a kill. */
  readonly commitEveryMs = 3_000;
  private readonly ready: Fetched[] = [];
  private waiting = { files: 0, bytes: 0 };
  private state: "fetching" | "ended" | { readonly error: unknown } = "fetching";
  private wake: (() => void)[] = [];
  private readonly stopping = new AbortController();
  private fetched = 0;
  private denied = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly work: Downloads) {
    this.files = work.files;
    this.bytes = work.bytes;
  }

  start(): void {
    setMaxListeners(0, this.stopping.signal);
    this.work.signal.addEventListener("abort", () => this.stop(), { once: true });
    this.running = this.fetchAll().then(
      () => this.settle("ended"),
      (error: unknown) => this.settle({ error }),
    );
  }

  async turn(): Promise<Fetched[]> {
    while (this.ready.length === 0 && this.state === "fetching") await this.change();
    if (typeof this.state === "object") throw this.state.error;
    const turn: Fetched[] = [];
    let bytes = 0;
    while (turn.length < PATHS_PER_TURN && bytes < BYTES_PER_TURN) {
      const next = this.ready.shift();
      if (!next) break;
      turn.push(next);
      bytes += next.bytes;
    }
    return turn;
  }

  wasRead(paths: readonly { readonly path: string; readonly bytes: number }[]): void {
    for (const { path, bytes } of paths) {
      this.waiting.files -= 1;
      this.waiting.bytes -= bytes;
      void rm(path, { force: true }).catch(() => undefined);
    }
    this.tell();
  }

  private stop(): void {
    this.stopping.abort();
    this.tell();
  }

  /** Ends all transfers and removes what was not read. */
  async close(): Promise<void> {
    this.stop();
    await this.running;
    await rm(this.work.folder, { recursive: true, force: true });
  }

  private async fetchAll(): Promise<void> {
    await mkdir(this.work.folder, { recursive: true, mode: 0o700 });
    const hurry = (): void => this.stopping.abort();
    await inParallel(this.work.objects, (object) => this.fetch(object), { lanes: LANES, onFailure: hurry });
  }

  private async fetch(object: S3Object): Promise<void> {
    const { s3, bucket, folder, maxFileBytes } = this.work;
    await this.room(object.bytes);
    const path = join(folder, randomUUID());
    const { signal } = this.stopping;
    try {
      const metadata = await fetchObject({ s3, bucket, object, path, maxBytes: maxFileBytes, signal });
      await this.work.onMetadata(object, metadata);
      this.fetched += 1;
      this.ready.push({ path, label: objectPath(bucket, object.key), bytes: object.bytes });
    } catch (error) {
      this.waiting.files -= 1;
      this.waiting.bytes -= object.bytes;
      if (!isInputFailure(error) && !this.isOnlyDenied(error)) throw error;
      this.work.onFailure(object, error instanceof Error ? error.message : String(error));
    }
    this.tell();
  }

  /** A right that is missing for some objects leaves the others; one that is missing from the first on ends it. */
  private isOnlyDenied(error: unknown): boolean {
    if (!isDenied(error) && !isKmsDenied(error)) return false;
    this.denied += 1;
    return this.fetched > 0 || this.denied < Math.min(DENIED_MAX, this.files);
  }

  private async room(bytes: number): Promise<void> {
    const isFull = (): boolean =>
      this.waiting.files > 0 && (this.waiting.files >= WAITING_FILES || this.waiting.bytes + bytes > WAITING_BYTES);
    while (isFull() && !this.stopping.signal.aborted) await this.change();
    this.waiting.files += 1;
    this.waiting.bytes += bytes;
  }

  private settle(state: "ended" | { readonly error: unknown }): void {
    this.state = state;
    this.stop();
  }

  private change(): Promise<void> {
    return new Promise((resolve) => this.wake.push(resolve));
  }

  private tell(): void {
    const wake = this.wake;
    this.wake = [];
    for (const resolve of wake) resolve();
  }
}

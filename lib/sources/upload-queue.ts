import { AppError } from "@/lib/base/app-error";
import type { OutgoingFile } from "./put-file";
import { RateMeter } from "./rate-meter";
import type { PickedFile } from "./dropped-files";
import type { ReceivedFile } from "./upload-contract";

const AT_ONCE = 3;
const PUBLISH_EVERY_MS = 150;

export type ItemPhase = "waiting" | "reading" | "sending" | "received" | "failed";
export type UploadItem = {
  readonly name: string;
  readonly bytes: number;
  readonly phase: ItemPhase;
  /** Read or sent so far, by the phase. */
  readonly doneBytes: number;
  readonly reason: string | null;
};

export type UploadPhase = "announcing" | "sending" | "some-failed" | "closing" | "handed-over" | "refused";
export type UploadView = {
  readonly key: number;
  readonly runId: string | null;
  readonly phase: UploadPhase;
  /** Why it was refused. */
  readonly reason: string | null;
  readonly items: readonly UploadItem[];
  readonly bytes: number;
  readonly sentBytes: number;
  readonly received: number;
  readonly failed: number;
  readonly bytesPerSecond: number | null;
};

export type UploadTransport = {
  readonly announce: (
    files: readonly { name: string; bytes: number }[],
  ) => Promise<{ runId: string; files: readonly { id: string; name: string; refused: string | null }[] }>;
  readonly put: (file: OutgoingFile) => Promise<ReceivedFile>;
  readonly close: (runId: string) => Promise<unknown>;
  readonly cancel: (runId: string) => Promise<unknown>;
  readonly hash: (
    blob: Blob,
    watch: { signal: AbortSignal; onProgress: (readBytes: number) => void },
  ) => Promise<string>;
  readonly clock: () => number;
};

type Item = { -readonly [Key in keyof UploadItem]: UploadItem[Key] } & {
  id: string | null;
  readonly file: File;
  dirty: boolean;
};
type Upload = {
  readonly key: number;
  runId: string | null;
  phase: UploadPhase;
  reason: string | null;
  readonly items: Item[];
  readonly abort: AbortController;
  readonly rate: RateMeter;
};

/** The uploads of this browser tab. They go on while one looks at other pages; one upload after the other, a few files at a time. */
export class UploadQueue {
  private readonly uploads: Upload[] = [];
  private views: readonly UploadView[] = [];
  private readonly listeners = new Set<() => void>();
  private publishAt: ReturnType<typeof setTimeout> | null = null;
  private nextKey = 1;
  private working = false;

  constructor(private readonly transport: UploadTransport) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same array until something changes. */
  readonly list = (): readonly UploadView[] => this.views;

  /** Whether leaving the page would lose something. */
  isBusy(): boolean {
    return this.uploads.some(({ phase }) => phase === "announcing" || phase === "sending" || phase === "some-failed");
  }

  add(files: readonly PickedFile[]): void {
    if (files.length === 0) return;
    const items = files.map(({ name, file }): Item => ({
      name,
      file,
      id: null,
      bytes: file.size,
      phase: "waiting",
      doneBytes: 0,
      reason: null,
      dirty: true,
    }));
    const upload: Upload = {
      key: this.nextKey++,
      runId: null,
      phase: "announcing",
      reason: null,
      items,
      abort: new AbortController(),
      rate: new RateMeter(),
    };
    this.uploads.push(upload);
    this.publish();
    void this.work();
  }

  /** Sends what failed once more. */
  retry(key: number): void {
    const upload = this.find(key);
    if (upload?.phase !== "some-failed") return;
    for (const item of upload.items)
      if (item.phase === "failed" && item.id !== null) change(item, { phase: "waiting", doneBytes: 0, reason: null });
    upload.phase = "sending";
    this.publish();
    void this.work();
  }

  /** Goes on without what failed. */
  async goOn(key: number): Promise<void> {
    const upload = this.find(key);
    if (upload?.phase === "some-failed") await this.close(upload);
  }

  /** Stops sending and forgets the upload; nothing of it is loaded. */
  async discard(key: number): Promise<void> {
    const upload = this.find(key);
    if (!upload) return;
    upload.abort.abort();
    this.uploads.splice(this.uploads.indexOf(upload), 1);
    this.publish();
    if (upload.runId !== null && upload.phase !== "handed-over")
      await this.transport.cancel(upload.runId).catch(() => undefined);
  }

  private find(key: number): Upload | undefined {
    return this.uploads.find((upload) => upload.key === key);
  }

  private async work(): Promise<void> {
    if (this.working) return;
    this.working = true;
    try {
      for (;;) {
        const next = this.uploads.find(({ phase }) => phase === "announcing" || phase === "sending");
        if (!next) return;
        await this.run(next);
      }
    } finally {
      this.working = false;
    }
  }

  private async run(upload: Upload): Promise<void> {
    if (upload.runId === null && !(await this.announce(upload))) return;
    const waiting = upload.items.filter(({ phase }) => phase === "waiting");
    let at = 0;
    const sendNext = async (): Promise<void> => {
      for (let item = waiting[at++]; item && !upload.abort.signal.aborted; item = waiting[at++])
        await this.send(upload, item);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, sendNext));
    if (upload.abort.signal.aborted) return;
    if (upload.items.some(({ phase }) => phase === "failed")) {
      upload.phase = "some-failed";
      this.publish();
    } else {
      await this.close(upload);
    }
  }

  private async announce(upload: Upload): Promise<boolean> {
    try {
      const { runId, files } = await this.transport.announce(upload.items.map(({ name, bytes }) => ({ name, bytes })));
      upload.runId = runId;
      for (const [index, { id, name, refused }] of files.entries()) {
        const item = upload.items[index];
        if (!item) continue;
        change(item, { name });
        if (refused === null) item.id = id;
        else change(item, { phase: "failed", reason: refused });
      }
      // Discarded in the meantime.
      if (upload.abort.signal.aborted) await this.transport.cancel(runId);
      upload.phase = "sending";
    } catch (error) {
      upload.phase = "refused";
      upload.reason = reasonOf(error);
    }
    this.publish();
    return upload.phase === "sending" && !upload.abort.signal.aborted;
  }

  private async send(upload: Upload, item: Item): Promise<void> {
    const { signal } = upload.abort;
    if (upload.runId === null || item.id === null) return;
    const onProgress = (doneBytes: number): void => {
      change(item, { doneBytes: Math.min(doneBytes, item.bytes) });
      this.publishSoon();
    };
    try {
      change(item, { phase: "reading", doneBytes: 0 });
      const sha256 = await this.transport.hash(item.file, { signal, onProgress });
      change(item, { phase: "sending", doneBytes: 0 });
      await this.transport.put({ runId: upload.runId, fileId: item.id, blob: item.file, sha256, onProgress, signal });
      change(item, { phase: "received", doneBytes: item.bytes });
    } catch (error) {
      change(item, { phase: "failed", doneBytes: 0, reason: reasonOf(error) });
    }
    this.publishSoon();
  }

  private async close(upload: Upload): Promise<void> {
    if (upload.runId === null) return;
    upload.phase = "closing";
    this.publish();
    try {
      await this.transport.close(upload.runId);
      upload.phase = "handed-over";
    } catch (error) {
      upload.phase = "refused";
      upload.reason = reasonOf(error);
    }
    this.publish();
  }

  private publishSoon(): void {
    this.publishAt ??= setTimeout(() => this.publish(), PUBLISH_EVERY_MS);
  }

  private publish(): void {
    if (this.publishAt !== null) clearTimeout(this.publishAt);
    this.publishAt = null;
    const now = this.transport.clock();
    const before = new Map(this.views.map((view) => [view.key, view]));
    this.views = this.uploads.map((upload) => viewOf(upload, before.get(upload.key)?.items ?? [], now));
    for (const listener of this.listeners) listener();
  }
}

function change(item: Item, changes: Partial<Item>): void {
  Object.assign(item, changes, { dirty: true });
}

/** What is shown of an upload; items that did not change stay the same objects. */
function viewOf(upload: Upload, before: readonly UploadItem[], now: number): UploadView {
  const items = upload.items.map((item, index): UploadItem => {
    const known = before[index];
    if (known && !item.dirty) return known;
    item.dirty = false;
    const { name, bytes, phase, doneBytes, reason } = item;
    return { name, bytes, phase, doneBytes, reason };
  });
  const sentBytes = items.reduce(
    (sum, { phase, doneBytes }) => sum + (phase === "sending" || phase === "received" ? doneBytes : 0),
    0,
  );
  const { key, runId, phase, reason } = upload;
  return {
    key,
    runId,
    phase,
    reason,
    items,
    sentBytes,
    bytes: items.reduce((sum, { bytes }) => sum + bytes, 0),
    received: items.filter((item) => item.phase === "received").length,
    failed: items.filter((item) => item.phase === "failed").length,
    bytesPerSecond: phase === "sending" ? upload.rate.measure(now, sentBytes) : null,
  };
}

function reasonOf(error: unknown): string {
  if (error instanceof AppError) return error.message;
  if (error instanceof DOMException)
    return "The browser could not read this file. Was it moved or changed? Choose it again.";
  return "Something unexpected went wrong while sending it. Send it again.";
}

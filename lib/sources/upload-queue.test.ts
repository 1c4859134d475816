import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/base/app-error";
import { UploadQueue, type UploadTransport, type UploadView } from "./upload-queue";

type Calls = { readonly put: string[]; readonly closed: string[]; readonly cancelled: string[]; most: number };

function setUp(overrides: Partial<UploadTransport> = {}): { queue: UploadQueue; calls: Calls } {
  const calls: Calls = { put: [], closed: [], cancelled: [], most: 0 };
  let running = 0;
  let ms = 0;
  const queue = new UploadQueue({
    announce: async (files) => ({
      runId: "run",
      files: files.map(({ name }) => ({ id: `id of ${name}`, name, refused: null })),
    }),
    put: async ({ fileId, onProgress, blob }) => {
      calls.most = Math.max(calls.most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      onProgress(blob.size);
      running -= 1;
      calls.put.push(fileId);
      return { receivedBytes: blob.size, sha256: "", verified: "size-and-hash" };
    },
    close: async (runId) => calls.closed.push(runId),
    cancel: async (runId) => calls.cancelled.push(runId),
    hash: async () => "hash",
    clock: () => ms++,
    ...overrides,
  });
  return { queue, calls };
}

const files = (...names: string[]) => names.map((name) => ({ name, file: new File(["12345"], name) }));

/** Waits for the newest upload to come to a phase. */
function until(queue: UploadQueue, phase: UploadView["phase"]): Promise<UploadView> {
  return new Promise((resolve) => {
    const look = (): void => {
      const view = queue.list().at(-1);
      if (view?.phase === phase) resolve(view);
    };
    queue.subscribe(look);
    look();
  });
}

describe("UploadQueue", () => {
  it("sends every file, three at a time, and closes the upload once", async () => {
    const { queue, calls } = setUp();
    queue.add(files("a", "b", "c", "d", "e", "f", "g"));
    const view = await until(queue, "handed-over");
    expect(view).toMatchObject({ received: 7, failed: 0, bytes: 35, sentBytes: 35 });
    expect(calls).toMatchObject({ most: 3, closed: ["run"] });
    expect(calls.put).toHaveLength(7);
    expect(queue.isBusy()).toBe(false);
  });

  it("does not close over a failed file: it can be sent again", async () => {
    let fails = true;
    const { queue, calls } = setUp();
    const flaky = setUp({
      put: async ({ fileId, blob }) => {
        if (fileId === "id of b" && fails) throw new AppError("unavailable", "The connection broke.");
        calls.put.push(fileId);
        return { receivedBytes: blob.size, sha256: "", verified: "size-and-hash" };
      },
    });
    expect(queue.list()).toEqual([]);
    flaky.queue.add(files("a", "b"));
    const view = await until(flaky.queue, "some-failed");
    expect(view.items.map(({ phase, reason }) => [phase, reason])).toEqual([
      ["received", null],
      ["failed", "The connection broke."],
    ]);
    expect(flaky.calls.closed).toEqual([]);
    fails = false;
    flaky.queue.retry(view.key);
    await until(flaky.queue, "handed-over");
    expect(flaky.calls.closed).toEqual(["run"]);
    expect(calls.put).toEqual(["id of a", "id of b"]);
  });

  it("can go on without what failed, and does not send what the server refused by its size", async () => {
    const { queue, calls } = setUp({
      announce: async (announced) => ({
        runId: "run",
        files: announced.map(({ name }) => ({ id: name, name, refused: name === "b" ? "too large" : null })),
      }),
    });
    queue.add(files("a", "b"));
    const view = await until(queue, "some-failed");
    expect(view.items[1]).toMatchObject({ phase: "failed", reason: "too large" });
    queue.retry(view.key);
    await until(queue, "some-failed");
    await queue.goOn(view.key);
    expect(calls).toMatchObject({ put: ["a"], closed: ["run"] });
  });

  it("says why an upload was refused", async () => {
    const { queue } = setUp({
      announce: async () => {
        throw new AppError("forbidden", "This needs the investigator role; yours is viewer.");
      },
    });
    queue.add(files("a"));
    expect((await until(queue, "refused")).reason).toBe("This needs the investigator role; yours is viewer.");
  });

  it("stops sending when discarded, and tells the server", async () => {
    const { queue, calls } = setUp({
      put: ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", reject)),
    });
    queue.add(files("a", "b", "c", "d"));
    const view = await until(queue, "sending");
    await queue.discard(view.key);
    expect(queue.list()).toEqual([]);
    expect(calls).toMatchObject({ closed: [], cancelled: ["run"] });
  });
});

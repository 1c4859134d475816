import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { AppError, type AppErrorCode, APP_ERROR_STATUS } from "@/lib/base/app-error";
import { env } from "@/lib/env";
import type { FromWorker, ToWorker, WorkerInit } from "./worker-messages";

const LOADERS_MAX = 4;
const PATHS_PER_TURN = 64;
const BYTES_PER_TURN = 8 * 1024 * 1024;

export type PathToLoad = { readonly path: string; readonly bytes: number };
type Heard = Extract<FromWorker, { type: "settled" | "skipped" }>;

export type IngestWork = {
  readonly init: WorkerInit;
  readonly paths: readonly PathToLoad[];
  readonly loaders?: number;
  readonly hear: (message: Heard) => void;
  readonly signal: AbortSignal;
};

/**
 * Loads paths with several loader threads, each with its own connections. Throws the first failure; what was committed by
 * then stays, and the same call again goes on from there.
 */
export async function runIngest(work: IngestWork): Promise<Readonly<Record<string, number>>> {
  const queue = new PathQueue(work.paths);
  const wanted = work.loaders ?? env.WAKELINE_LOADERS ?? Math.min(LOADERS_MAX, availableParallelism());
  const count = Math.max(1, Math.min(wanted, work.paths.length));
  const workers = Array.from({ length: count }, () => new Worker(WORKER_URL, { workerData: work.init, resourceLimits: HEAP, execArgv: CONDITIONS }));
  const stop = (): void => void Promise.all(workers.map((worker) => worker.terminate()));
  work.signal.addEventListener("abort", stop, { once: true });
  try {
    const timings = await Promise.all(workers.map((worker) => drive(worker, queue, work)));
    return addUp(timings);
  } finally {
    work.signal.removeEventListener("abort", stop);
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const WORKER_URL = new URL("./ingest-worker-boot.mjs", import.meta.url);
const CONDITIONS = ["--conditions=react-server"];
/** A large young generation: parsed records live for one batch and die together. */
const HEAP = { maxYoungGenerationSizeMb: 64 };

/** Hands a worker turns of paths until there are none, then has it commit the rest. */
function drive(worker: Worker, queue: PathQueue, work: IngestWork): Promise<Readonly<Record<string, number>>> {
  const say = (message: ToWorker): void => worker.postMessage(message);
  return new Promise((resolve, reject) => {
    worker.on("error", reject);
    worker.on("exit", () => reject(new AppError("unavailable", "A loader ended before its work was done. Run the same command again: what was loaded stays.")));
    worker.on("message", (message: FromWorker) => {
      switch (message.type) {
        case "idle": {
          const paths = queue.turn();
          say(paths.length === 0 ? { type: "finish" } : { type: "load", paths });
          break;
        }
        case "settled":
        case "skipped":
          work.hear(message);
          break;
        case "finished":
          resolve(message.timings);
          break;
        case "failed":
          reject(isAppErrorCode(message.code) ? new AppError(message.code, message.message) : new Error(message.message));
          break;
      }
    });
  });
}

function isAppErrorCode(code: string | null): code is AppErrorCode {
  return code !== null && code in APP_ERROR_STATUS;
}

/** Gives out paths in turns large enough to fill a batch and small enough to share. */
class PathQueue {
  private at = 0;

  constructor(private readonly paths: readonly PathToLoad[]) {}

  turn(): string[] {
    const turn: string[] = [];
    let bytes = 0;
    while (this.at < this.paths.length && turn.length < PATHS_PER_TURN && bytes < BYTES_PER_TURN) {
      const next = this.paths[this.at++];
      if (!next) break;
      turn.push(next.path);
      bytes += next.bytes;
    }
    return turn;
  }
}

function addUp(timings: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const timing of timings) {
    for (const [step, ms] of Object.entries(timing)) total[step] = (total[step] ?? 0) + ms;
  }
  return total;
}

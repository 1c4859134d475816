import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { AppError, type AppErrorCode, APP_ERROR_STATUS } from "@/lib/base/app-error";
import { env } from "@/lib/env";
import { startLoader } from "./start-loader";
import { makeWorkerEntry } from "./worker-entry";
import type { FromWorker, ToWorker, WorkerInit } from "./worker-messages";

const LOADERS_MAX = 4;
const PATHS_PER_TURN = 256;
/** Less than this is loaded in the calling thread. */
const THREADS_FROM_BYTES = 4 * 1024 * 1024;
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
  const bytes = work.paths.reduce((sum, path) => sum + path.bytes, 0);
  const wanted = work.loaders ?? env.WAKELINE_LOADERS ?? Math.min(LOADERS_MAX, availableParallelism());
  const count =
    bytes < THREADS_FROM_BYTES && work.loaders === undefined ? 1 : Math.max(1, Math.min(wanted, work.paths.length));
  const entry = count === 1 ? null : await makeWorkerEntry();
  const loaders = entry
    ? Array.from({ length: count }, () => loaderThread(work.init, entry.url))
    : [loaderHere(work.init)];
  const stop = (): void => loaders.forEach((loader) => loader.end());
  work.signal.addEventListener("abort", stop, { once: true });
  try {
    return addUp(await Promise.all(loaders.map((loader) => drive(loader, queue, work))));
  } finally {
    work.signal.removeEventListener("abort", stop);
    stop();
    await entry?.remove();
  }
}

/** A loader to talk to, in this thread or another. */
type LoaderLine = {
  readonly say: (message: ToWorker) => void;
  readonly hear: (listen: (message: FromWorker) => void, fail: (error: unknown) => void) => void;
  readonly end: () => void;
};

/** Little work is done here: a thread would take longer to start. */
function loaderHere(init: WorkerInit): LoaderLine {
  let listen: (message: FromWorker) => void = () => undefined;
  let fail: (error: unknown) => void = () => undefined;
  const tell = startLoader(init, (message) => listen(message));
  return {
    say: tell,
    hear: (onMessage, onFailure) => {
      listen = onMessage;
      fail = onFailure;
      onMessage({ type: "idle" });
    },
    end: () => fail(endedEarly()),
  };
}

function loaderThread(init: WorkerInit, entry: URL): LoaderLine {
  const worker = new Worker(entry, { workerData: init, resourceLimits: HEAP, execArgv: CONDITIONS });
  return {
    say: (message) => worker.postMessage(message),
    hear: (listen, fail) => {
      worker.on("message", listen);
      worker.on("error", fail);
      worker.on("exit", () => fail(endedEarly()));
    },
    end: () => void worker.terminate(),
  };
}

function endedEarly(): AppError {
  return new AppError(
    "unavailable",
    "A loader ended before its work was done. Run the same command again: what was loaded stays.",
  );
}

const CONDITIONS = ["--conditions=react-server"];
/** A large young generation: parsed records live for one batch and die together. */
const HEAP = { maxYoungGenerationSizeMb: 48 };

/** Hands a loader turns of paths until there are none, then has it commit the rest. */
function drive(loader: LoaderLine, queue: PathQueue, work: IngestWork): Promise<Readonly<Record<string, number>>> {
  return new Promise((resolve, reject) => {
    loader.hear((message) => {
      switch (message.type) {
        case "idle": {
          const paths = work.signal.aborted ? [] : queue.turn();
          loader.say(paths.length === 0 ? { type: "finish" } : { type: "load", paths });
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
          reject(
            isAppErrorCode(message.code) ? new AppError(message.code, message.message) : new Error(message.message),
          );
          break;
      }
    }, reject);
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

import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { AppError, type AppErrorCode, APP_ERROR_STATUS } from "@/lib/base/app-error";
import { env } from "@/lib/env";
import { startLoader } from "./start-loader";
import { makeWorkerEntry } from "./worker-entry";
import type { FromWorker, PathToLoad, ToWorker, WorkerInit } from "./worker-messages";

const LOADERS_MAX = 4;
/** The database needs about as much of the processor as the loaders: more of them than half the cores only take time from it. */
const CORES_PER_LOADER = 2;
/** All batches together: large ones cost less, and what they hold must fit into memory twice. */
const BATCH_TEXT_BYTES = 24 * 1024 * 1024;
/** Less than this is loaded in the calling thread. */
const THREADS_FROM_BYTES = 4 * 1024 * 1024;
/** Where no more comes for so long, what is gathered is committed: it can be seen while the rest arrives. */
const COMMIT_AFTER_MS = 2_000;

type Heard = Extract<FromWorker, { type: "settled" | "skipped" }>;

/** Gives out what is to be loaded, a turn at a time. */
export type PathFeed = {
  /** Of all turns together. */
  readonly files: number;
  readonly bytes: number;
  /** Empty: there is no more. */
  readonly turn: () => readonly PathToLoad[] | Promise<readonly PathToLoad[]>;
  /** How long what was read may wait for its commit, where files come slowly; left out, for a full batch. */
  readonly commitEveryMs?: number;
  /** Hears that the files of a turn were read: they are needed no longer. */
  readonly wasRead?: (paths: readonly PathToLoad[]) => void;
};

export type IngestWork = {
  readonly init: Omit<WorkerInit, "batchTextBytes">;
  readonly feed: PathFeed;
  readonly loaders?: number;
  readonly hear: (message: Heard) => void;
  readonly signal: AbortSignal;
};

/**
 * Loads paths with several loader threads, each with its own connections. Throws the first failure; what was committed by
 * then stays, and the same call again goes on from there.
 */
export async function runIngest(work: IngestWork): Promise<Readonly<Record<string, number>>> {
  const { bytes, files } = work.feed;
  const wanted = work.loaders ?? env.WAKELINE_LOADERS ?? loadersFor(availableParallelism());
  const isLittle = bytes < THREADS_FROM_BYTES && (work.loaders ?? 1) === 1;
  const entry = isLittle ? null : await makeWorkerEntry();
  const count = entry ? Math.max(1, Math.min(wanted, files)) : 1;
  const init = { ...work.init, batchTextBytes: BATCH_TEXT_BYTES / count };
  const loaders = Array.from({ length: count }, () => (entry ? loaderThread(init, entry.url) : loaderHere(init)));
  const stop = (): void => loaders.forEach((loader) => loader.end());
  work.signal.addEventListener("abort", stop, { once: true });
  try {
    return addUp(await Promise.all(loaders.map((loader) => drive(loader, work))));
  } finally {
    work.signal.removeEventListener("abort", stop);
    stop();
    await entry?.remove();
  }
}

function loadersFor(cores: number): number {
  return Math.min(LOADERS_MAX, Math.max(1, Math.floor(cores / CORES_PER_LOADER)));
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
const HEAP = { maxYoungGenerationSizeMb: 24 };

/** Hands a loader turns of paths until there are none, then has it commit the rest. */
function drive(loader: LoaderLine, work: IngestWork): Promise<Readonly<Record<string, number>>> {
  let given: readonly PathToLoad[] = [];
  let committedAt = performance.now();
  const commit = (): void => {
    committedAt = performance.now();
    loader.say({ type: "commit" });
  };
  const handTurn = async (): Promise<void> => {
    work.feed.wasRead?.(given);
    given = [];
    given = work.signal.aborted ? [] : await awaitTurn(work.feed, commit);
    if (performance.now() - committedAt > (work.feed.commitEveryMs ?? Number.POSITIVE_INFINITY)) commit();
    loader.say(given.length === 0 ? { type: "finish" } : { type: "load", paths: given });
  };
  return new Promise((resolve, reject) => {
    loader.hear((message) => {
      switch (message.type) {
        case "idle":
          handTurn().catch(reject);
          break;
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

async function awaitTurn(feed: PathFeed, commit: () => void): Promise<readonly PathToLoad[]> {
  const turn = feed.turn();
  if (!(turn instanceof Promise)) return turn;
  const waiting = new AbortController();
  const late = delay(COMMIT_AFTER_MS, true, { signal: waiting.signal }).catch(() => false);
  if (await Promise.race([turn.then(() => false), late])) commit();
  waiting.abort();
  return turn;
}

function isAppErrorCode(code: string | null): code is AppErrorCode {
  return code !== null && code in APP_ERROR_STATUS;
}

function addUp(timings: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const timing of timings) {
    for (const [step, ms] of Object.entries(timing)) total[step] = (total[step] ?? 0) + ms;
  }
  return total;
}
